#include "panel/panel_focuser.h"

#include <boost/asio/error.hpp>

#include "alpaca/alpaca_address.h"

namespace focus::panel {

PanelFocuser::PanelFocuser(QObject* parent)
    : QObject(parent),
      far_([this](
               std::function<void()> work) { QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection); },
           [this](const FocuserState& state) { receive(state); }) {}

PanelFocuser::~PanelFocuser() = default;

FarFocuser::Answer PanelFocuser::inWords(QObject* context, Answer answer) {
    return [this, context = QPointer<QObject>(context), answer = std::move(answer)](const error_code& error) {
        if (context && answer) answer(error ? sentence(error, state_) : QString());
    };
}

void PanelFocuser::open(const FarFocuser::Options& options) {
    open_ = true;
    state_ = FocuserState();
    state_.address = without_credentials(options.address);
    state_.link = Link::connecting;
    far_.open(options);
    emit changed();
}

void PanelFocuser::close() {
    if (!open_) return;
    open_ = false;
    far_.close();
    state_ = FocuserState();
    emit changed();
}

void PanelFocuser::receive(const FocuserState& state) {
    const Link before = state_.link;
    const bool fresh = state.read_at != state_.read_at;
    const std::string fault = state_.fault_text;
    state_ = state;
    if (fresh) emit activity();
    emit changed();
    if (state.link == Link::connected && before != Link::connected) {
        emit linkChanged(tr("Connected."));
    } else if (state.link != Link::connected && !state.fault_text.empty() &&
               (before == Link::connected || state.fault_text != fault)) {
        emit linkChanged(QString::fromStdString(state.fault_text));
    }
}

std::optional<int> PanelFocuser::maximum() const {
    if (!state_.settings) return std::nullopt;
    return (*state_.settings)[Slot::maximum];
}

std::optional<double> PanelFocuser::stepSize() const {
    if (!state_.settings || (*state_.settings)[Slot::step_size] == 0) return std::nullopt;
    return (*state_.settings)[Slot::step_size] / 100.0;
}

void PanelFocuser::moveTo(Position target, Steps backlash, QObject* context, Answer answer) {
    far_.move_to(target, backlash, inWords(context, std::move(answer)));
    emit moveAsked();
}

void PanelFocuser::setLog(const QString& folder, std::chrono::milliseconds interval) {
    far_.set_log(folder.toStdString(), interval);
}

void PanelFocuser::halt(QObject* context, Answer answer) { far_.halt(inWords(context, std::move(answer))); }

void PanelFocuser::sync(Position position, QObject* context, Answer answer) {
    far_.sync(position, inWords(context, std::move(answer)));
}

void PanelFocuser::apply(const DeviceSettings& settings, QObject* context, Answer answer) {
    far_.apply(settings, inWords(context, std::move(answer)));
}

void PanelFocuser::setAutomatic(bool automatic, QObject* context, Answer answer) {
    far_.set_compensation(automatic, inWords(context, std::move(answer)));
}

void PanelFocuser::command(const QString& line, QObject* context, Answer answer) {
    far_.command(line.toStdString(), inWords(context, std::move(answer)));
}

QString sentence(const error_code& error, const FocuserState& state) {
    const bool lost = state.link != Link::connected && !state.fault_text.empty();
    if (lost) return QString::fromStdString(state.fault_text);
    if (error.category() != focuser_category()) {
        if (error == asio::error::timed_out) return PanelFocuser::tr("No answer came in time.");
        return PanelFocuser::tr("The connection failed: %1.").arg(QString::fromStdString(error.message()));
    }
    switch (static_cast<Error>(error.value())) {
        case Error::timeout: return PanelFocuser::tr("The focuser did not answer in time.");
        case Error::disconnected: return PanelFocuser::tr("The focuser is not connected.");
        case Error::bad_reply: return PanelFocuser::tr("The focuser gave an answer that means nothing.");
        case Error::busy: return PanelFocuser::tr("Not while the focuser moves, or another program uses it.");
        case Error::out_of_range: return PanelFocuser::tr("The value is outside what the focuser takes.");
        case Error::unsupported: return PanelFocuser::tr("This focuser, or the hub it is on, cannot do this.");
        case Error::device_fault: return PanelFocuser::tr("The focuser refused.");
        case Error::cancelled: return PanelFocuser::tr("A halt or a newer move came first.");
    }
    return QString::fromStdString(error.message());
}

}  // namespace focus::panel
