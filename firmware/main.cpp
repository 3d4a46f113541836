// The focuser: one board, one device, the two interrupts of a step, and a loop.
#include "device/focuser_device.h"
#include "firmware/avr_board.h"
#include "firmware/handler.h"

namespace {

focus::AvrBoard board;
focus::FocuserDevice<focus::AvrBoard> device(board);

__attribute__((noinline)) void start() { device.start(); }
__attribute__((noinline)) void receive(char c) { device.receive(c); }
__attribute__((noinline)) void poll() { device.poll(); }

}  // namespace

ISR(TIMER1_COMPA_vect, ISR_NAKED) { focus::step_timer::write_on_time(&device.next_phase()); }

FOCUSERLINK_LATE_HANDLER(TIMER1_COMPB, TIMSK1, focus::step_timer::kNoStep) {
    if (focus::step_timer::reached()) device.on_step_timer();
}

int main() {
    board.begin();
    start();
    for (;;) {
        char c;
        if (board.read(c)) receive(c);
        poll();
        board.rest();
    }
}
