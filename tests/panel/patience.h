// How long tests of the panel wait for what must come: a minute, for Qt Test's five seconds are nothing to a busy
// machine.
#pragma once

#include <QTest>
#include <functional>

namespace focus::panel {

constexpr int kPatience = 60000;  ///< ms

inline bool waitFor(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, kPatience); }

}  // namespace focus::panel

#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(statement) QTRY_VERIFY_WITH_TIMEOUT(statement, focus::panel::kPatience)
#define QTRY_VERIFY2(statement, description) QTRY_VERIFY2_WITH_TIMEOUT(statement, description, focus::panel::kPatience)
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, focus::panel::kPatience)
