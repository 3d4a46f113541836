#include "panel/shared_page.h"

#include <QFormLayout>
#include <QGridLayout>
#include <QGroupBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QVBoxLayout>

#include "alpaca/alpaca_address.h"
#include "panel/connection_director.h"

namespace focus::panel {
namespace {

constexpr int kBetweenQuestions = 1000;  // ms
constexpr int kAfterTyping = 400;        // ms

}  // namespace

SharedPage::SharedPage(const PanelFocuser& focuser, QWidget* parent)
    : QWidget(parent),
      hub_(new QComboBox),
      sentence_(new QLabel),
      port_(new PortChoice("hubPort", tr("The port of the focuser, on the computer the hub runs on"))),
      reset_(new SwitchRow("hubResetOnConnect", tr("Reset &device on connect"),
                           tr("The hub restarts the device each time it opens the port: for one that has stopped "
                              "answering"),
                           this)),
      trace_(new SwitchRow("hubTrace", tr("T&race"),
                           tr("The hub writes every line on the cable, with its time, into a file"), this)),
      port_test_(focuser) {
    hub_->setObjectName("hubAddress");
    hub_->setToolTip(tr("alpaca://HOST:PORT/N, or alpaca://USER:PASSWORD@HOST:PORT/N; found ones are listed"));
    hub_->setAccessibleName(tr("Hub"));
    hub_->setEditable(true);
    hub_->setInsertPolicy(QComboBox::NoInsert);
    hub_->setCompleter(nullptr);
    auto* hub_label = new QLabel(tr("&Hub"));
    hub_label->setBuddy(hub_);
    sentence_->setObjectName("hubSentence");
    sentence_->setWordWrap(true);
    sentence_->setTextFormat(Qt::PlainText);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    sentence_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    sentence_->setMinimumHeight(2 * sentence_->fontMetrics().lineSpacing());
    reset_->setKeeper(tr("the hub"));
    trace_->setKeeper(tr("the hub"));

    auto* box = new QGroupBox(tr("The hub's own cable"));
    auto* grid = new QGridLayout(box);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    grid->addWidget(sentence_, 0, 0, 1, 2);
    auto* port_label = new QLabel(tr("&Port"));
    port_label->setBuddy(port_);
    grid->addWidget(port_label, 1, 0, Qt::AlignTop);
    grid->addWidget(port_, 1, 1);
    reset_->addTo(*grid);
    trace_->addTo(*grid);
    auto* row = new QHBoxLayout;
    row->addWidget(hub_label);
    row->addWidget(hub_, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addLayout(row);
    all->addWidget(box);

    next_.setSingleShot(true);
    connect(&next_, &QTimer::timeout, this, &SharedPage::ask);
    connect(hub_, &QComboBox::activated, this, [this](int index) {
        hub_->setEditText(hub_->itemData(index).toString());
        addressEdited();
    });
    connect(hub_->lineEdit(), &QLineEdit::textEdited, this, &SharedPage::addressEdited);
    connect(port_, &PortChoice::edited, this, &SharedPage::edited);
    connect(reset_, &SettingRow::edited, this, &SharedPage::edited);
    connect(trace_, &SettingRow::edited, this, &SharedPage::edited);
    connect(port_, &PortChoice::testWanted, this, &SharedPage::test);
    connect(&port_test_, &PortTest::finished, port_, &PortChoice::tested);
}

QString SharedPage::address() const {
    const QString text = hub_->currentText().trimmed();
    return text.isEmpty() || text.contains("://") ? text : "alpaca://" + text;
}

QString SharedPage::mistake() const {
    if (AlpacaAddress::parse(address().toStdString())) return {};
    return tr("\"%1\" is no address of a hub; alpaca://127.0.0.1:11111/0 would be.").arg(address());
}

void SharedPage::setAddress(const QString& address) {
    hub_->setEditText(address);
    askAnother();
}

/// What the one before still answers is dropped, also what came of its test.
void SharedPage::askAnother() {
    setup_.setAddress(address());
    port_->forgetTest();
}

void SharedPage::addressEdited() {
    askAnother();
    hub_there_ = pending_ = false;
    hub_port_.clear();
    reset_->setKnown(std::nullopt);
    trace_->setKnown(std::nullopt);
    if (!port_->touched()) port_->setAddress({});
    sentence_->setText(mistake());
    if (isVisible()) next_.start(kAfterTyping);
    emit edited();
}

void SharedPage::setHubs(const QList<FoundFocuser>& found) {
    const QString stands = hub_->currentText();
    hub_->clear();
    for (const FoundFocuser& focuser : found) {
        const QString name = focuser.name.isEmpty() ? tr("asks for a password") : focuser.name;
        hub_->addItem(name + "  \u2013  " + focuser.address, focuser.address);
    }
    hub_->setCurrentIndex(-1);
    hub_->setEditText(stands);
}

void SharedPage::setLocalPorts(const QList<ListedPort>& ports) {
    local_ports_ = ports;
    if (!hub_there_ && isOnThisComputer(address())) port_->setPorts(ports);
}

void SharedPage::look() {
    if (!hub_there_) return;  // as soon as it is
    setup_.get("ports", [this](const QJsonObject& ports, const QString& problem) {
        if (problem.isEmpty()) showPorts(ports);
    });
}

bool SharedPage::touched() const { return port_->touched() || reset_->touched() || trace_->touched(); }

void SharedPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    ask();
    look();
}

void SharedPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    if (!pending_) next_.stop();
}

void SharedPage::ask() {
    if (const QString why = mistake(); !why.isEmpty()) return sentence_->setText(why);
    setup_.get("state", [this](const QJsonObject& state, const QString& problem) {
        if (isVisible() || pending_) next_.start(kBetweenQuestions);
        const bool first = !std::exchange(hub_there_, problem.isEmpty()) && hub_there_;
        if (hub_there_) {
            show(state);
            if (first) look();
            if (std::exchange(pending_, false)) tell();
            return;
        }
        reset_->setKnown(std::nullopt);
        trace_->setKnown(std::nullopt);
        const bool local = isOnThisComputer(address());
        sentence_->setText(local ? problem + " " + tr("Connecting starts one; its port can be chosen here already.")
                                 : problem);
    });
}

void SharedPage::show(const QJsonObject& state) {
    const QJsonObject device = state.value("device").toObject();
    const QString link = state.value("link").toString();
    const QString fault = state.value("fault").toString();
    hub_port_ = device.value("address").toString();
    if (!port_->touched()) port_->setAddress(hub_port_);
    reset_->setKnown(device.value("reset_on_connect").toBool() ? 1 : 0);
    const bool traces = device.value("trace").toBool();
    trace_->setKnown(traces ? 1 : 0);
    const QString file = device.value("trace_file").toString();
    trace_->setNote(traces && !file.isEmpty() ? tr("Written to %1").arg(file) : QString());
    QString words = tr("The hub is connecting to its port.");
    if (link == "connected") words = tr("The hub is connected to %1.").arg(state.value("identity").toString());
    if (link != "connected" && !fault.isEmpty()) words = tr("The hub says: %1").arg(fault);
    if (hub_port_.isEmpty()) words = tr("The hub has no port yet: choose one.");
    sentence_->setText(words);
}

void SharedPage::showPorts(const QJsonObject& answer) {
    QList<ListedPort> ports;
    for (const auto& entry : answer.value("ports").toArray()) {
        const QJsonObject port = entry.toObject();
        ports.append({port.value("address").toString(), port.value("device").toString(),
                      port.value("description").toString(), port.value("usb_id").toString()});
    }
    port_->setPorts(ports);
}

void SharedPage::test(const QString& port) {
    if (!hub_there_ && isOnThisComputer(address())) return port_test_.start(port);
    setup_.send("POST", "test", {{"address", port}}, [this](const QJsonObject& answer, const QString& problem) {
        if (!problem.isEmpty()) return port_->tested(false, problem);
        port_->tested(answer.value("good").toBool(), answer.value("text").toString());
    });
}

void SharedPage::save() {
    if (!touched()) return;
    if (hub_there_) return tell();
    pending_ = true;
    next_.start(kAfterTyping);
    emit stored(true, tr("The hub will be told as soon as it answers."));
}

void SharedPage::tell() {
    QJsonObject wanted;
    const QString port = port_->address();
    if (port_->touched()) wanted["address"] = port;
    if (const auto on = reset_->write()) wanted["reset_on_connect"] = *on != 0;
    if (const auto on = trace_->write()) wanted["trace"] = *on != 0;
    if (wanted.isEmpty()) return;
    setup_.send("PUT", "device", wanted, [this, port](const QJsonObject& state, const QString& problem) {
        if (!problem.isEmpty()) return emit stored(false, tr("Not stored in the hub: %1").arg(problem));
        if (port_->address() == port) port_->setAddress(port);  // no longer touched
        show(state);
        reset_->written();
        trace_->written();
        const QString warning = state.value("warning").toString();
        emit stored(warning.isEmpty(), warning.isEmpty() ? tr("The hub uses it now, and has stored it.") : warning);
    });
}

}  // namespace focus::panel
