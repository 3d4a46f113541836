#include "panel/connection_bar.h"

#include <QButtonGroup>
#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "alpaca/alpaca_address.h"
#include "panel/breakable.h"
#include "panel/section.h"
#include "panel/status_light.h"
#include "panel/theme.h"

namespace focus::panel {
namespace {

/// Without the scheme, which the mode says already.
QString shortAddress(const QString& address) {
    if (address.startsWith("serial:")) return address.mid(7);
    if (address.startsWith("alpaca://")) return address.mid(9);
    return address;
}

bool isHub(const std::string& address) { return address.starts_with("alpaca:") || address.starts_with("http:"); }

}  // namespace

ConnectionBar::ConnectionBar(PanelFocuser& focuser, Preferences& preferences, QWidget* parent)
    : QFrame(parent),
      focuser_(focuser),
      preferences_(preferences),
      connect_(new QPushButton),
      direct_(modeButton(Mode::direct, tr("DIRECT"), tr("This program alone owns the cable"))),
      shared_(modeButton(Mode::shared, tr("SHARED"),
                         tr("Through the hub, so that other programs use the focuser too (recommended)"))),
      settings_(new QToolButton),
      address_(new QLabel),
      light_(new StatusLight),
      word_(steadyLabel("connectionState", {tr("not connected"), tr("connecting"), tr("connected"), tr("active")})),
      sentence_(sentenceLabel("connectionSentence", 1)) {
    setFrameShape(QFrame::StyledPanel);
    connect_->setObjectName("connectButton");
    connect_->setToolTip(tr("Connects to the focuser, or lets go of it (Ctrl+K)"));
    connect_->setShortcut(QKeySequence("Ctrl+K"));
    const int wide =
        std::max(fontMetrics().horizontalAdvance(tr("Disconnect")), fontMetrics().horizontalAdvance(tr("Connect")));
    connect_->setMinimumWidth(wide + 16);
    settings_->setObjectName("connectionSettingsButton");
    settings_->setText(tr("Se&ttings"));
    settings_->setToolTip(tr("Port, hub address, what happens when connecting"));
    settings_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    address_->setObjectName("addressLabel");
    address_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    address_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    light_->setObjectName("connectionLight");

    auto* modes = new QButtonGroup(this);
    modes->addButton(direct_);
    modes->addButton(shared_);
    auto* pair = new QHBoxLayout;
    pair->setSpacing(0);
    pair->addWidget(direct_);
    pair->addWidget(shared_);
    auto* first = new QHBoxLayout;
    first->setSpacing(5);
    first->addWidget(connect_, 1);
    first->addLayout(pair);
    first->addWidget(settings_);
    auto* second = new QHBoxLayout;
    second->addWidget(light_);
    second->addWidget(word_);
    second->addWidget(address_, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 7, 8, 7);
    all->addLayout(first);
    all->addLayout(second);
    all->addWidget(sentence_);

    connect(connect_, &QPushButton::clicked, this, [this] {
        if (wanted_ || focuser_.isOpen()) {
            emit disconnectWanted();
        } else {
            said_.clear();
            emit connectWanted();
        }
    });
    connect(settings_, &QToolButton::clicked, this, &ConnectionBar::settingsWanted);
    connect(&focuser_, &PanelFocuser::changed, this, &ConnectionBar::refresh);
    connect(&focuser_, &PanelFocuser::activity, light_, &StatusLight::blink);
    connect(light_, &StatusLight::changed, this, &ConnectionBar::refresh);
    connect(&focuser_, &PanelFocuser::linkChanged, this, [this] {
        said_.clear();
        refresh();
    });
    refresh();
}

QToolButton* ConnectionBar::modeButton(Mode mode, const QString& text, const QString& tip) {
    auto* button = new QToolButton;
    button->setObjectName(mode == Mode::direct ? "modeDirect" : "modeShared");
    button->setText(text);
    button->setToolTip(tip);
    button->setCheckable(true);
    button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    // Bold and underlined, because in the night a pressed button looks much like another.
    QFont bold = button->font();
    bold.setBold(true);
    button->setMinimumWidth(QFontMetrics(bold).horizontalAdvance(text) + 12);
    connect(button, &QToolButton::toggled, button, [button, bold](bool on) mutable {
        bold.setBold(on);
        bold.setUnderline(on);
        button->setFont(bold);
    });
    connect(button, &QToolButton::clicked, this, [this, mode] {
        if (preferences_.mode() == mode && preferences_.connectionChosen()) return;
        preferences_.setMode(mode);
        emit modeChosen();
    });
    return button;
}

void ConnectionBar::say(const QString& sentence) {
    said_ = sentence;
    refresh();
}

void ConnectionBar::setWanted(bool wanted) {
    wanted_ = wanted;
    refresh();
}

void ConnectionBar::refresh() {
    const FocuserState& state = focuser_.state();
    const bool open = wanted_ || focuser_.isOpen();
    const QString action = open ? tr("Disconnect") : tr("Connect");
    if (connect_->text() != action) {
        connect_->setText(action);
        connect_->setShortcut(QKeySequence("Ctrl+K"));  // setting a text takes the shortcut away
    }
    // What is open may have been asked for on the command line.
    const bool hub = focuser_.isOpen() ? isHub(state.address) : preferences_.mode() == Mode::shared;
    (hub ? shared_ : direct_)->setChecked(true);

    const QString planned = preferences_.mode() == Mode::direct ? preferences_.port() : preferences_.hub();
    const std::string address = focuser_.isOpen() ? state.address : planned.toStdString();
    const QString full = QString::fromStdString(without_credentials(address));  // whoever looks at the screen
    address_->setToolTip(full);
    const QString text = full.isEmpty() ? tr("no port chosen") : shortAddress(full);
    setText(address_, fontMetrics().elidedText(text, Qt::ElideMiddle, std::max(address_->width(), 60)));

    if (focuser_.connected()) {
        light_->set(StatusLight::Light::connected);
        setText(word_, light_->isRed() ? tr("active") : tr("connected"));
    } else {
        const bool trying = open && state.fault_text.empty();
        light_->set(trying ? StatusLight::Light::connecting : StatusLight::Light::off);
        setText(word_, trying ? tr("connecting") : tr("not connected"));
    }
    const QString fault = QString::fromStdString(state.fault_text);
    const QString sentence = fault.isEmpty() ? said_ : fault;
    setText(sentence_, breakable(sentence));
    sentence_->setVisible(!sentence.isEmpty());
}

void ConnectionBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) light_->update();
}

}  // namespace focus::panel
