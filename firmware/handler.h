// Interrupt handlers that stay out of a step's way. A coil edge is exact because nobody keeps interrupts off for longer
// than compare A of step_timer.h comes early, and everything that can lie between adds up: so a handler is either some
// fifty counted cycles of assembler (the cable, the tick), or it is late.
//
// A late handler silences its source with one write to one register, allows interrupts and only then runs, in C++:
//
//     FOCUSERLINK_LATE_HANDLER(TWI, TWCR, kOn) { ... }
//
// Whoever asks the source for more, inside the handler, does so last: it can come again before the registers are
// restored. firmware/size.py knows that and counts the stack of the one that does, TWI, twice.
#ifndef FOCUSERLINK_FIRMWARE_HANDLER_H
#define FOCUSERLINK_FIRMWARE_HANDLER_H

#include <avr/interrupt.h>
#include <avr/io.h>

// The compiler demands that the name of a function with the attribute `signal` begins with __vector.
#define FOCUSERLINK_LATE_NAME_OF(number) __vector_late_##number
#define FOCUSERLINK_LATE_NAME(number) FOCUSERLINK_LATE_NAME_OF(number)

/// `source` without its _vect; `value` goes into `control` before interrupts are allowed: 18 cycles from the request.
#define FOCUSERLINK_LATE_HANDLER(source, control, value)                                                          \
    extern "C" void FOCUSERLINK_LATE_NAME(source##_vect_num)() __attribute__((signal, used, externally_visible)); \
    ISR(source##_vect, ISR_NAKED) {                                                                               \
        asm volatile(                                                                                             \
            "push r24 \n\t"                                                                                       \
            "ldi r24, %[quiet] \n\t"                                                                              \
            "sts %[where], r24 \n\t"                                                                              \
            "pop r24 \n\t"                                                                                        \
            "sei \n\t"                                                                                            \
            "jmp %x[late] \n\t"                                                                                   \
            :                                                                                                     \
            : [quiet] "M"(int{value}), [where] "n"(_SFR_MEM_ADDR(control)),                                       \
              [late] "i"(FOCUSERLINK_LATE_NAME(source##_vect_num)));                                              \
    }                                                                                                             \
    void FOCUSERLINK_LATE_NAME(source##_vect_num)()

#endif
