#include "panel/connection_settings.h"

#include <QGridLayout>
#include <QGroupBox>
#include <QShortcut>
#include <QVBoxLayout>

#include "panel/breakable.h"
namespace focus::panel {
namespace {

QList<ListedPort> listed(const QList<SerialPortInfo>& ports) {
    QList<ListedPort> list;
    for (const SerialPortInfo& port : ports) {
        list.append({"serial:" + QString::fromStdString(port.path), QString::fromStdString(port.device),
                     QString::fromStdString(port.description), QString::fromStdString(port.usb_id)});
    }
    return list;
}

}  // namespace

ConnectionSettingsWindow::ConnectionSettingsWindow(PanelFocuser& focuser, Preferences& preferences, QWidget* parent)
    : QWidget(parent, Qt::Window),
      focuser_(focuser),
      preferences_(preferences),
      port_test_(focuser),
      direct_mode_(new QRadioButton(tr("D&IRECT: the panel alone owns the cable"))),
      shared_mode_(new QRadioButton(tr("SH&ARED: through the hub, other programs too (recommended)"))),
      pages_(new QStackedWidget),
      port_(new PortChoice("directPort", tr("The serial port the focuser is plugged into"))),
      reset_(new QCheckBox(tr("Reset &device on connect"))),
      shared_(new SharedPage(focuser)),
      at_start_(new QCheckBox(tr("C&onnect at start"))),
      link_(new QLabel),
      sentence_(new QLabel) {
    setObjectName("connectionSettings");
    setWindowTitle(tr("Connection settings"));
    pages_->addWidget(directPage());
    pages_->addWidget(shared_);
    at_start_->setObjectName("connectAtStart");
    at_start_->setToolTip(tr("The panel connects by itself when it is started"));
    auto* all = new QVBoxLayout(this);
    all->addWidget(modeRow());
    all->addWidget(pages_);
    all->addWidget(at_start_);
    all->addStretch();
    all->addLayout(footRow());
    setMinimumWidth(sizeHint().width());

    connect(direct_mode_, &QRadioButton::clicked, this, [this] { choose(Mode::direct); });
    connect(shared_mode_, &QRadioButton::clicked, this, [this] { choose(Mode::shared); });
    for (QAbstractButton* box :
         {static_cast<QAbstractButton*>(direct_mode_), static_cast<QAbstractButton*>(shared_mode_),
          static_cast<QAbstractButton*>(reset_), static_cast<QAbstractButton*>(at_start_)}) {
        connect(box, &QAbstractButton::clicked, this, [this] { edited_ = true; });
    }
    port_->offerSimulator();
    connect(port_, &PortChoice::edited, this, [this] { edited_ = true; });
    connect(shared_, &SharedPage::edited, this, [this] { edited_ = true; });
    connect(port_, &PortChoice::testWanted, &port_test_, &PortTest::start);
    connect(&port_test_, &PortTest::finished, port_, &PortChoice::tested);
    connect(shared_, &SharedPage::stored, this, [this](bool, const QString& words) { say(words); });
    connect(&surroundings_, &Surroundings::portsFound, this, [this](const QList<SerialPortInfo>& ports) {
        port_->setPorts(listed(ports));
        shared_->setLocalPorts(listed(ports));
    });
    connect(&surroundings_, &Surroundings::hubsFound, shared_, &SharedPage::setHubs);
    connect(&focuser_, &PanelFocuser::changed, this, &ConnectionSettingsWindow::refreshLink);
    restoreGeometry(preferences_.geometry("connectionSettings"));
    showStored();
    refreshLink();
}

QWidget* ConnectionSettingsWindow::modeRow() {
    direct_mode_->setObjectName("chooseDirect");
    direct_mode_->setToolTip(tr("No other program can use the focuser meanwhile"));
    shared_mode_->setObjectName("chooseShared");
    shared_mode_->setToolTip(tr("The hub owns the cable and shares the focuser over ASCOM Alpaca"));
    auto* row = new QWidget;
    auto* column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(shared_mode_);
    column->addWidget(direct_mode_);
    return row;
}

QWidget* ConnectionSettingsWindow::directPage() {
    reset_->setObjectName("resetOnConnect");
    reset_->setToolTip(tr("Restarts the device each time the panel connects: for one that has stopped answering"));
    auto* page = new QWidget;
    auto* box = new QGroupBox(tr("The panel's cable"));
    auto* grid = new QGridLayout(box);
    grid->setColumnStretch(1, 1);
    auto* label = new QLabel(tr("&Port"));
    label->setBuddy(port_);
    grid->addWidget(label, 0, 0, Qt::AlignTop);
    grid->addWidget(port_, 0, 1);
    grid->addWidget(reset_, 1, 1);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(box);
    column->addStretch();
    return page;
}

QLayout* ConnectionSettingsWindow::footRow() {
    for (QLabel* label : {link_, sentence_}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setMinimumHeight(2 * label->fontMetrics().lineSpacing());
    }
    link_->setObjectName("connectionNow");
    sentence_->setObjectName("connectionSettingsSentence");
    auto* look = new QPushButton(tr("Search a&gain"));
    look->setObjectName("searchAgain");
    look->setToolTip(tr("Lists the ports and the hubs anew (F5)"));
    auto* save = new QPushButton(tr("&Save"));
    save->setObjectName("saveConnection");
    save->setToolTip(tr("Remembers the choice and connects (Ctrl+S)"));
    auto* close = new QPushButton(tr("&Close"));
    close->setObjectName("closeConnection");
    close->setToolTip(tr("Closes the window; nothing is stored (Ctrl+W)"));
    connect(look, &QPushButton::clicked, &surroundings_, &Surroundings::look);
    connect(look, &QPushButton::clicked, shared_, &SharedPage::look);
    connect(save, &QPushButton::clicked, this, &ConnectionSettingsWindow::save);
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    connect(new QShortcut(QKeySequence::Refresh, this), &QShortcut::activated, look, &QPushButton::click);
    connect(new QShortcut(QKeySequence::Save, this), &QShortcut::activated, save, &QPushButton::click);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(look);
    buttons->addStretch();
    buttons->addWidget(save);
    buttons->addWidget(close);
    auto* column = new QVBoxLayout;
    column->addWidget(link_);
    column->addWidget(sentence_);
    column->addLayout(buttons);
    return column;
}

void ConnectionSettingsWindow::showStored() {
    choose(preferences_.mode());
    port_->setAddress(preferences_.port());
    reset_->setChecked(preferences_.resetOnConnect());
    shared_->setAddress(preferences_.hub());
    at_start_->setChecked(preferences_.connectAtStart());
    edited_ = false;
}

void ConnectionSettingsWindow::choose(Mode mode) {
    (mode == Mode::direct ? direct_mode_ : shared_mode_)->setChecked(true);
    pages_->setCurrentIndex(mode == Mode::direct ? 0 : 1);
}

void ConnectionSettingsWindow::save() {
    const bool direct = chosen() == Mode::direct;
    if (const QString why = direct ? port_->mistake() : shared_->mistake(); !why.isEmpty()) {
        say(tr("Nothing was stored. %1").arg(why));
        return (direct ? static_cast<QWidget*>(port_) : shared_)->setFocus();
    }
    const bool same =
        preferences_.connectionChosen() && preferences_.mode() == chosen() &&
        (direct ? preferences_.port() == port_->address() && preferences_.resetOnConnect() == reset_->isChecked()
                : preferences_.hub() == shared_->address());
    preferences_.setMode(chosen());
    if (direct) {
        preferences_.setPort(port_->address());
        preferences_.setResetOnConnect(reset_->isChecked());
    } else {
        preferences_.setHub(shared_->address());
    }
    preferences_.setConnectAtStart(at_start_->isChecked());
    preferences_.sync();
    edited_ = false;
    say(preferences_.problem().isEmpty() ? tr("Stored.") : preferences_.problem());
    if (!direct) shared_->save();
    // One that is connected rightly is not disturbed, least of all reset.
    if (!same || !focuser_.isOpen()) emit saved();
}

void ConnectionSettingsWindow::say(const QString& words) { sentence_->setText(breakable(words)); }

void ConnectionSettingsWindow::refreshLink() {
    const FocuserState& state = focuser_.state();
    const QString address = QString::fromStdString(state.address);
    const QString fault = QString::fromStdString(state.fault_text);
    QString words = tr("Now: not connected.");
    if (focuser_.connected()) {
        words = tr("Now: connected to %1 by %2.").arg(QString::fromStdString(state.identity), address);
    } else if (focuser_.isOpen()) {
        words = fault.isEmpty() ? tr("Now: connecting to %1.").arg(address) : tr("Now: %1").arg(fault);
    }
    if (link_->text() != words) link_->setText(words);
}

void ConnectionSettingsWindow::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!edited_) showStored();
    surroundings_.look();
}

void ConnectionSettingsWindow::hideEvent(QHideEvent* event) {
    preferences_.setGeometry("connectionSettings", saveGeometry());
    QWidget::hideEvent(event);
}

}  // namespace focus::panel
