// Every command of the program: a coroutine that says what there is to say and gives the exit code.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "cli/session.h"

namespace focus::cli {

using ExitTask = asio::awaitable<int>;

ExitTask run_status(Session& session);
ExitTask run_watch(Session& session);

ExitTask run_move(Session& session);
ExitTask run_halt(Session& session);
ExitTask run_sync(Session& session);
ExitTask run_compensate(Session& session);
ExitTask run_auto(Session& session);
ExitTask run_buttons(Session& session);
ExitTask run_confirm(Session& session);
ExitTask run_factory_reset(Session& session);

ExitTask run_settings_get(Session& session);
ExitTask run_settings_set(Session& session);

ExitTask run_calc_import(Session& session);
ExitTask run_calc_add(Session& session);
ExitTask run_calc_list(Session& session);
ExitTask run_calc_drop(Session& session);
ExitTask run_calc_use(Session& session);
ExitTask run_calc_ignore(Session& session);
ExitTask run_calc_telescope(Session& session);
ExitTask run_calc_undo(Session& session);
ExitTask run_calc_fit(Session& session);
ExitTask run_calc_apply(Session& session);
ExitTask run_calc_cfz(Session& session);

ExitTask run_log_show(Session& session);
ExitTask run_log_plot(Session& session);
ExitTask run_log_export(Session& session);

ExitTask run_ports(Session& session);
ExitTask run_test(Session& session);
ExitTask run_discover(Session& session);
ExitTask run_doctor(Session& session);
ExitTask run_raw(Session& session);
ExitTask run_trace(Session& session);

}  // namespace focus::cli
