#include "simulator/chip/core.h"

#include <algorithm>
#include <bit>
#include <cstdarg>

extern "C" {
#include <simavr/avr_watchdog.h>
#include <simavr/sim_avr.h>
#include <simavr/sim_core.h>
#include <simavr/sim_io.h>
}

namespace focus::chip {
namespace {

constexpr Cycle kInterruptEntry = 4;
constexpr Cycle kWakeFromIdle = 4;
constexpr std::uint8_t kSleepEnable = 1;
constexpr std::uint8_t kSleepModes = 0b1110;

void say_nothing(avr_t*, int, const char*, std::va_list) {}

std::uint8_t read_register(avr_t*, avr_io_addr_t where, void* part) { return static_cast<Part*>(part)->read(where); }

void write_register(avr_t*, avr_io_addr_t where, std::uint8_t value, void* part) {
    static_cast<Part*>(part)->write(where, value);
}

/// Simavr never gives back all it took for a CPU, so a CPU is used again by the next Core.
std::vector<avr_t*>& spare_cpus() {
    static auto& spare = *new std::vector<avr_t*>;
    return spare;
}

avr_t* take_cpu() {
    auto& spare = spare_cpus();
    if (spare.empty()) {
        avr_global_logger_set(say_nothing);
        avr_t* cpu = avr_make_mcu_by_name("atmega328p");
        avr_init(cpu);
        cpu->frequency = kCpuHz;
        return cpu;
    }
    avr_t* cpu = spare.back();
    spare.pop_back();
    return cpu;
}

}  // namespace

struct Core::Avr {
    avr_io_t watchdog{};  // first: the decoder hands it back for WDR
    avr_t* cpu = nullptr;
    Core* core = nullptr;

    static int control(avr_io_t* self, std::uint32_t request, void*) {
        if (request != AVR_IOCTL_WATCHDOG_RESET) return -1;
        reinterpret_cast<Avr*>(self)->core->watchdog_fed();
        return 0;
    }
};

Core::Core(const Firmware& firmware) : avr_(std::make_unique<Avr>()) {
    avr_t* cpu = take_cpu();
    cpu->cycle = 0;
    cpu->interrupts.running_ptr = 0;
    std::fill(cpu->flash, cpu->flash + cpu->flashend + 1, std::uint8_t{0xFF});
    avr_loadcode(cpu, const_cast<std::uint8_t*>(firmware.flash.data()),
                 static_cast<std::uint32_t>(firmware.flash.size()), 0);
    cpu->codeend = static_cast<std::uint32_t>(firmware.flash.size());
    for (auto& io : cpu->io) io.r.c = nullptr, io.w.c = nullptr;
    avr_->cpu = cpu;
    avr_->core = this;
    avr_->watchdog.kind = "watchdog";
    avr_->watchdog.ioctl = Avr::control;
    avr_register_io(cpu, &avr_->watchdog);
}

Core::~Core() {
    avr_->cpu->io_port = avr_->cpu->io_port->next;
    spare_cpus().push_back(avr_->cpu);
}

Cycle Core::now() const { return avr_->cpu->cycle; }
std::uint8_t& Core::data(std::uint16_t address) { return avr_->cpu->data[address]; }
std::uint32_t Core::program_counter() const { return avr_->cpu->pc; }
bool Core::interrupts_on() const { return avr_->cpu->sreg[S_I] != 0; }

void Core::fail(const std::string& why) {
    if (fault_.empty()) fault_ = why;
    stop_ = true;
}

void Core::reset() {
    avr_t* cpu = avr_->cpu;
    std::fill(cpu->data, cpu->data + kRamStart, std::uint8_t{0});
    std::fill(std::begin(cpu->sreg), std::end(cpu->sreg), std::uint8_t{0});
    data(reg::spl) = static_cast<std::uint8_t>(kRamEnd & 0xFF);
    data(reg::sph) = static_cast<std::uint8_t>(kRamEnd >> 8);
    cpu->pc = 0;
    cpu->state = cpu_Running;
    cpu->interrupt_state = 0;
    lines_ = 0;
    hold_ = sleeping_ = were_on_ = half_stack_ = false;
    for (Part* part : parts_) {
        plan(*part, kNever);
        part->reset();
    }
}

void Core::scramble_ram(std::uint64_t seed) {
    for (std::uint16_t i = kRamStart; i <= kRamEnd; ++i) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        data(i) = static_cast<std::uint8_t>(seed >> 56);
    }
}

void Core::pass_time(Cycle until) { avr_->cpu->cycle = std::max<Cycle>(avr_->cpu->cycle, until); }

void Core::add(Part& part) { parts_.push_back(&part); }

void Core::claim(Register where, Part& part) {
    auto& io = avr_->cpu->io[AVR_DATA_TO_IO(where)];
    io.r.c = read_register;
    io.w.c = write_register;
    io.r.param = io.w.param = &part;
}

void Core::plan(Part& part, Cycle when) {
    part.due_ = when;
    next_ = kNever;
    for (const Part* p : parts_) next_ = std::min(next_, p->due_);
}

void Core::own(Vector vector, Part& part) { owners_[vector] = &part; }

void Core::set_line(Vector vector, bool raised) {
    const std::uint32_t bit = std::uint32_t{1} << vector;
    lines_ = raised ? lines_ | bit : lines_ & ~bit;
}

void Core::stall(unsigned cycles) { avr_->cpu->cycle += cycles; }

std::uint8_t Core::flags_written(std::uint8_t value) const {
    const std::uint8_t* at = avr_->cpu->flash + avr_->cpu->pc;
    const std::uint8_t bit = static_cast<std::uint8_t>(1 << (at[0] & 7));
    if (at[1] == 0x9A) return bit;  // SBI
    if (at[1] == 0x98) return 0;    // CBI
    return value;
}

void Core::watchdog_fed() {
    for (Part* part : parts_) part->watchdog_fed();
}

void Core::run_parts() {
    while (next_ <= now() && !stop_) {
        const auto part = std::min_element(parts_.begin(), parts_.end(),
                                           [](const Part* a, const Part* b) { return a->due_ < b->due_; });
        plan(**part, kNever);
        (*part)->run();
    }
}

void Core::enter_interrupt() {
    avr_t* cpu = avr_->cpu;
    const Vector vector = static_cast<Vector>(std::countr_zero(lines_));
    if (sleeping_) cpu->cycle += kWakeFromIdle;
    sleeping_ = false;
    off_since_ = cpu->cycle;
    off_at_ = vector * 4U;
    _avr_push_addr(cpu, cpu->pc);
    cpu->sreg[S_I] = 0;
    cpu->pc = vector * 4U;
    cpu->cycle += kInterruptEntry;
    if (owners_[vector] != nullptr) owners_[vector]->taken(vector);
}

void Core::step() {
    avr_t* cpu = avr_->cpu;
    const bool was_on = interrupts_on();
    const std::uint32_t at = cpu->pc;
    const Cycle before = cpu->cycle;
    cpu->run_cycle_count = 1;  // one instruction at a time
    cpu->pc = avr_run_one(cpu);
    cpu->interrupt_state = 0;  // the decoder's own bookkeeping; ours is `hold_`
    use_.awake += cpu->cycle - before;
    watch(was_on, at);
    if (cpu->state == cpu_Sleeping) {
        cpu->state = cpu_Running;
        const std::uint8_t mode = data(reg::smcr);
        if ((mode & kSleepModes) != 0 && (mode & kSleepEnable) != 0) fail("a sleep mode deeper than idle");
        sleeping_ = (mode & kSleepEnable) != 0;
    } else if (cpu->state != cpu_Running) {
        fail("an instruction that does not exist, or a write to no address");
    }
}

void Core::watch(bool was_on, std::uint32_t at) {
    const bool on = interrupts_on();
    hold_ = on && !was_on;
    if (was_on && !on) {
        off_since_ = now();
        off_at_ = at;
    } else if (hold_) {
        if (were_on_ && now() - off_since_ > use_.interrupts_off) {
            use_.interrupts_off = now() - off_since_;
            use_.interrupts_off_at = off_at_;
        }
        were_on_ = true;
    }
    // OUT SPH comes first, OUT SPL ends the pair; in between the pointer is nonsense.
    const std::uint8_t* code = avr_->cpu->flash + at;
    const unsigned store = (code[0] | code[1] << 8) & 0xFE0F;
    if (store == 0xBE0E) half_stack_ = true;
    if (store == 0xBE0D) half_stack_ = false;
    const std::uint16_t stack = static_cast<std::uint16_t>(data(reg::spl) | data(reg::sph) << 8);
    if (!half_stack_ && stack < use_.lowest_stack) {
        use_.lowest_stack = stack;
        if (stack < kRamStart) fail("the stack has left the RAM");
    }
}

void Core::run_until(Cycle end) {
    stop_ = !fault_.empty();
    while (!stop_ && now() < end) {
        if (next_ <= now()) run_parts();
        if (stop_) break;
        if (lines_ != 0 && interrupts_on() && !hold_) {
            enter_interrupt();
        } else if (sleeping_) {
            avr_->cpu->cycle = std::min(end, next_);
        } else {
            step();
        }
    }
}

}  // namespace focus::chip
