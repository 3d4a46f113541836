// The firmware's board and step interrupts under a motion that is faster than the settings allow: 8000 steps/s over
// 150 000 steps from power-up on, with queries answered.
#include "device/motion/stepper_motion.h"
#include "firmware/avr_board.h"
#include "firmware/handler.h"

namespace {

focus::AvrBoard board;
focus::StepperMotion motion;

void answer() {
    focus::wire::LineWriter line;
    int32_t position = 0;
    {
        focus::AvrBoard::InterruptGuard guard(board);
        position = motion.position().steps;
    }
    line.put('q').field(position).field(1).field(0).field(0).field(0).field(0).field(0);
    board.write(line.line());
}

}  // namespace

ISR(TIMER1_COMPA_vect, ISR_NAKED) { focus::step_timer::write_on_time(&motion.next_phase()); }

FOCUSERLINK_LATE_HANDLER(TIMER1_COMPB, TIMSK1, focus::step_timer::kNoStep) {
    if (!focus::step_timer::reached()) return;
    const uint32_t ticks = motion.advance();
    if (ticks != 0) {
        board.arm_step_timer(ticks);
    } else {
        board.stop_step_timer();
    }
}

int main() {
    board.begin();
    motion.set_cruise(focus::Cruise(8000));
    motion.set_target(focus::Position(150000));
    board.set_coils(motion.phase());
    board.arm_step_timer(motion.start());
    for (;;) {
        char c;
        if (board.read(c) && c == '\n') answer();
        board.rest();
    }
}
