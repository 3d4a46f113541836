#include "panel/port_choice.h"

#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>

#include "core/port/byte_stream.h"
#include "core/port/port_list.h"
#include "panel/preferences.h"
#include "panel/theme.h"

namespace focus::panel {
namespace {

QString shown(const QString& address) { return address.startsWith("serial:") ? address.mid(7) : address; }

QString line(const ListedPort& port) {
    QString text = port.description.isEmpty() ? port.device : port.description + "  \u2013  " + port.device;
    if (!port.usb_id.isEmpty()) text += QStringLiteral("  (USB %1)").arg(port.usb_id);
    return text;
}

}  // namespace

PortChoice::PortChoice(const QString& name, const QString& tip, QWidget* parent)
    : QWidget(parent), list_(new QComboBox), test_(new QPushButton(tr("&Test port"))), result_(new QLabel) {
    list_->setObjectName(name);
    list_->setToolTip(tip);
    list_->setAccessibleName(tr("Port"));
    list_->setEditable(true);
    list_->setInsertPolicy(QComboBox::NoInsert);
    list_->setCompleter(nullptr);
    list_->lineEdit()->setPlaceholderText(tr("Choose a port, or type one"));
    list_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    list_->setMinimumContentsLength(34);
    test_->setObjectName(name + "Test");
    test_->setToolTip(tr("Opens the port, asks who is there, and lets go of it"));
    result_->setObjectName(name + "Result");
    result_->setWordWrap(true);
    result_->setTextFormat(Qt::PlainText);
    result_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    result_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    result_->setMinimumHeight(3 * result_->fontMetrics().lineSpacing());
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(list_, 0, 0);
    grid->addWidget(test_, 0, 1);
    grid->addWidget(result_, 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    setFocusProxy(list_);
    connect(list_, &QComboBox::activated, this, [this](int index) {
        list_->setEditText(shown(list_->itemData(index).toString()));
        list_->lineEdit()->setCursorPosition(0);
        touched_ = true;
        say({}, true);
        emit edited();
    });
    connect(list_->lineEdit(), &QLineEdit::textEdited, this, [this] {
        touched_ = true;
        say({}, true);
        emit edited();
    });
    connect(list_->lineEdit(), &QLineEdit::returnPressed, this, &PortChoice::test);
    connect(test_, &QPushButton::clicked, this, &PortChoice::test);
}

QString PortChoice::address() const {
    const QString text = list_->currentText().trimmed();
    const std::string full = stream_address(text.toStdString());
    return full.empty() ? text : QString::fromStdString(full);
}

QString PortChoice::mistake() const {
    const QString typed = address();
    if (typed.isEmpty()) return tr("No port is chosen.");
    if ((simulator_ && typed == kSimulatorPort) || !stream_address(typed.toStdString()).empty()) return {};
    return tr("\"%1\" is no port; %2 or tcp:HOST:PORT would be.").arg(typed, QString::fromLatin1(kExamplePort));
}

void PortChoice::setAddress(const QString& address) {
    touched_ = false;
    if (this->address() == address) return;
    list_->setEditText(shown(address));
    list_->lineEdit()->setCursorPosition(0);
}

void PortChoice::offerSimulator() {
    simulator_ = true;
    setPorts({});
}

void PortChoice::setPorts(const QList<ListedPort>& ports) {
    const QString stands = list_->currentText();
    const int cursor = list_->lineEdit()->cursorPosition();
    list_->clear();
    for (const ListedPort& port : ports) {
        list_->addItem(line(port), port.address);
        list_->setItemData(list_->count() - 1, shown(port.address), Qt::ToolTipRole);
    }
    if (simulator_) list_->addItem(tr("Simulated focuser"), kSimulatorPort);
    list_->setCurrentIndex(-1);
    list_->setEditText(stands);
    list_->lineEdit()->setCursorPosition(cursor);
}

void PortChoice::test() {
    if (!test_->isEnabled()) return;
    if (const QString why = mistake(); !why.isEmpty()) return say(why, false);
    if (address() == kSimulatorPort) return say(tr("The simulated focuser is started when you connect."), true);
    test_->setEnabled(false);
    say(tr("Testing: a board that restarts when its port is opened takes some seconds\u2026"), true);
    emit testWanted(address());
}

void PortChoice::tested(bool good, const QString& words) {
    test_->setEnabled(true);
    say((good ? QStringLiteral("\u2713 ") : QStringLiteral("\u2715 ")) + words, good);
}

void PortChoice::forgetTest() {
    if (test_->isEnabled()) return;
    test_->setEnabled(true);
    say({}, true);
}

void PortChoice::say(const QString& words, bool good) {
    words_ = words;
    good_ = good;
    refresh();
}

void PortChoice::refresh() {
    if (result_->text() != words_) result_->setText(words_);
    const QColor ink = good_ ? list_->palette().color(QPalette::WindowText) : colour(Meaning::alarm, list_->palette());
    QPalette palette = result_->palette();
    if (palette.color(QPalette::WindowText) == ink) return;
    palette.setColor(QPalette::WindowText, ink);
    result_->setPalette(palette);
}

void PortChoice::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) refresh();
}

}  // namespace focus::panel
