#include "panel/start_page.h"

#include <QCommandLinkButton>
#include <QLabel>
#include <QTimer>
#include <QVBoxLayout>

#include "panel/section.h"

namespace focus::panel {
namespace {

constexpr int kLookAgain = 5000;  // ms: a cable that is plugged in meanwhile shows up

QCommandLinkButton* bigButton(const QString& name, const QString& title, const QString& description) {
    auto* button = new QCommandLinkButton(title, description);
    button->setObjectName(name);
    button->setToolTip(QString(title).remove('&'));
    return button;
}

/// Buttons that are still right stay, so that none moves under a finger.
template <class Wanted>
void showButtons(QVBoxLayout* into, QLabel* none, const std::vector<Wanted>& wanted) {
    for (int i = into->count() - 1; i >= 0; --i) {
        auto* button = qobject_cast<QCommandLinkButton*>(into->itemAt(i)->widget());
        if (button == nullptr) continue;
        const bool stays = std::any_of(wanted.begin(), wanted.end(), [button](const Wanted& w) {
            return w.address == button->property("address").toString();
        });
        if (stays) continue;
        into->removeWidget(button);
        button->hide();
        button->deleteLater();
    }
    for (const Wanted& w : wanted) {
        bool there = false;
        for (int i = 0; i < into->count(); ++i) {
            there = there || into->itemAt(i)->widget()->property("address").toString() == w.address;
        }
        if (there) continue;
        QCommandLinkButton* button = bigButton(w.name, w.title, w.description);
        button->setProperty("address", w.address);
        QObject::connect(button, &QCommandLinkButton::clicked, none,
                         [chosen = w.chosen, at = w.address] { chosen(at); });
        into->addWidget(button);
    }
    int number = 0;
    for (int i = 0; i < into->count(); ++i) {
        auto* button = qobject_cast<QCommandLinkButton*>(into->itemAt(i)->widget());
        if (button != nullptr) button->setObjectName(wanted.front().name + QString::number(number++));
    }
    none->setVisible(wanted.empty());
}

struct Choice {
    QString name, title, description, address;
    std::function<void(const QString&)> chosen;
};

}  // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent), no_port_(sentenceLabel("noPort", 2)), no_hub_(sentenceLabel("noHub", 2)) {
    setObjectName("startPage");
    auto* welcome = new QLabel(tr("Welcome"));
    QFont font = welcome->font();
    font.setPixelSize(24);
    font.setBold(true);
    welcome->setFont(font);
    auto* question = sentenceLabel("startQuestion", 2);
    question->setText(tr("Which focuser shall this panel control? This can be changed at any time in Settings."));
    QCommandLinkButton* simulated =
        bigButton("startSimulator", tr("&Simulated focuser"), tr("Try everything without hardware"));
    connect(simulated, &QCommandLinkButton::clicked, this, &StartPage::simulatorChosen);
    no_port_->setText(tr("Looking for serial ports..."));
    no_hub_->setText(tr("Looking for hubs..."));

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(welcome);
    all->addWidget(question);
    all->addWidget(simulated);
    all->addWidget(group(tr("On a cable"), ports_));
    all->addWidget(group(tr("On the network"), hubs_));
    ports_->addWidget(no_port_);
    hubs_->addWidget(no_hub_);

    connect(&surroundings_, &Surroundings::portsFound, this, &StartPage::showPorts);
    connect(&surroundings_, &Surroundings::hubsFound, this, &StartPage::showHubs);
    connect(&surroundings_, &Surroundings::hubsFound, this, [this] {
        QTimer::singleShot(kLookAgain, this, [this] {
            if (isVisible()) search();
        });
    });
}

QWidget* StartPage::group(const QString& title, QVBoxLayout*& into) {
    auto* section = new Section(title);
    into = new QVBoxLayout;
    into->setSpacing(2);
    section->body()->addLayout(into);
    return section;
}

void StartPage::search() { surroundings_.look(); }

void StartPage::showPorts(const QList<SerialPortInfo>& ports) {
    std::vector<Choice> choices;
    for (const SerialPortInfo& port : ports) {
        const QString device = QString::fromStdString(port.device);
        const QString title = QString::fromStdString(port.description.empty() ? port.device : port.description);
        const QString usb = port.usb_id.empty() ? QString() : tr(", USB %1").arg(QString::fromStdString(port.usb_id));
        choices.push_back({"startPort", title, device + usb, "serial:" + QString::fromStdString(port.path),
                           [this](const QString& address) { emit portChosen(address); }});
    }
    no_port_->setText(tr("No serial port found. Is the cable plugged in?"));
    showButtons(ports_, no_port_, choices);
}

void StartPage::showHubs(const QList<FoundFocuser>& focusers) {
    std::vector<Choice> choices;
    for (const FoundFocuser& found : focusers) {
        const QString host = found.address.section('/', 2, 2);
        choices.push_back({"startHub", found.name.isEmpty() ? tr("Focuser of a hub") : found.name,
                           tr("Hub at %1, shared with other programs").arg(host), found.address,
                           [this](const QString& address) { emit hubChosen(address); }});
    }
    no_hub_->setText(tr("No hub answered on this network."));
    showButtons(hubs_, no_hub_, choices);
}

}  // namespace focus::panel
