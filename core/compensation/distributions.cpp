#include "core/compensation/distributions.h"

#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace focus {
namespace {

// Without long double: four times as fast, and twelve digits are plenty.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

}  // namespace

double student_limit(std::size_t degrees, double p) {
    const boost::math::students_t_distribution<double, Policy> t(static_cast<double>(degrees));
    return boost::math::quantile(boost::math::complement(t, p / 2));
}

double f_tail(std::size_t degrees, double f) {
    if (!std::isfinite(f)) return 0;
    const boost::math::fisher_f_distribution<double, Policy> distribution(1.0, static_cast<double>(degrees));
    return boost::math::cdf(boost::math::complement(distribution, f));
}

}  // namespace focus
