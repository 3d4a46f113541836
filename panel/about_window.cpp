#include "panel/about_window.h"

#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QTimer>

#include "panel/breakable.h"
#include "panel/preferences.h"
#include "panel/theme.h"

namespace focus::panel {
namespace {

constexpr int kLogo = 72;  // pixels

QLabel* value(const char* name, const QString& tip) {
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setToolTip(tip);
    return label;
}

void put(QLabel* label, const QString& words) {
    if (label->text() != words) label->setText(words);
}

QString duration(std::int64_t seconds) {
    if (seconds < 60) return AboutWindow::tr("%1 s").arg(seconds);
    if (seconds < 3600) return AboutWindow::tr("%1 min").arg(seconds / 60);
    if (seconds < 48LL * 3600) return AboutWindow::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
    return AboutWindow::tr("%1 days").arg(seconds / 86400);
}

QString cause(wire::ResetCause cause) {
    switch (cause) {
        case wire::ResetCause::power_on: return AboutWindow::tr("power on");
        case wire::ResetCause::external: return AboutWindow::tr("the reset line");
        case wire::ResetCause::brown_out: return AboutWindow::tr("low voltage");
        case wire::ResetCause::watchdog: return AboutWindow::tr("the watchdog");
    }
    return AboutWindow::tr("unknown");
}

QString restarts(const std::optional<wire::ExtendedStatus>& extended) {
    if (!extended) return QStringLiteral("--");
    return AboutWindow::tr("%1 ago, by %2; %3 in all")
        .arg(duration(extended->uptime), cause(extended->cause))
        .arg(extended->resets);
}

QString firmware(const FocuserState& state) {
    if (state.identity.empty()) return QStringLiteral("--");
    const QString name = QString::fromStdString(state.identity).section(':', 0, 0);
    const QString version = state.firmware.empty() ? QStringLiteral("--") : QString::fromStdString(state.firmware);
    return AboutWindow::tr("%1, version %2").arg(name, version);
}

QString protocol(const FocuserState& state) {
    if (state.identity.empty()) return QStringLiteral("--");
    return state.extended || !state.firmware.empty() ? AboutWindow::tr("with the open extensions")
                                                     : AboutWindow::tr("stock, without the open extensions");
}

QString licences() {
    return AboutWindow::tr(
               "FocuserLink is free software: you may use, study, share and change it under the GNU "
               "General Public License, version 3 or later (GPL-3.0-or-later). It comes without any "
               "warranty.") +
           "\n\n" +
           AboutWindow::tr(
               "It stands on Qt %1 (LGPL-3.0), QCustomPlot (GPL-3.0-or-later), Boost (BSL-1.0), spdlog "
               "(MIT), Eigen (MPL-2.0) and toml++ (MIT).")
               .arg(qVersion());
}

}  // namespace

AboutWindow::AboutWindow(PanelFocuser& focuser, QWidget* parent)
    : QWidget(parent, Qt::Window),
      focuser_(focuser),
      open_(QDesktopServices::openUrl),
      ticks_(new QTimer(this)),
      logo_(new QLabel),
      firmware_(value("firmwareVersion", tr("What runs in the focuser"))),
      protocol_(value("protocolState", tr("What the focuser and this program can tell each other"))),
      answer_(value("lastAnswer", tr("How long ago the focuser last answered"))),
      restarts_(value("lastReset", tr("When and why the focuser started last"))),
      message_(value("aboutMessage", tr("What the last command did"))) {
    setObjectName("aboutWindow");
    setWindowTitle(tr("About FocuserLink"));
    assemble();
    ticks_->setInterval(1000);
    connect(ticks_, &QTimer::timeout, this, &AboutWindow::refresh);
    connect(&focuser_, &PanelFocuser::changed, this, [this] {
        if (isVisible()) refresh();
    });
    refresh();
}

void AboutWindow::assemble() {
    logo_->setObjectName("aboutLogo");
    logo_->setToolTip(tr("FocuserLink"));
    auto* name = value("programVersion", tr("Version of this program"));
    name->setText(tr("FocuserLink %1").arg(FOCUSERLINK_VERSION));
    QFont large = name->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setBold(true);
    name->setFont(large);
    auto* what = new QLabel(tr("Telescope focuser control and temperature compensation"));
    auto* titles = new QVBoxLayout;
    titles->addStretch();
    titles->addWidget(name);
    titles->addWidget(what);
    titles->addStretch();
    auto* top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(logo_);
    top->addLayout(titles, 1);

    auto* facts = new QFormLayout;
    facts->setHorizontalSpacing(16);
    facts->addRow(tr("Firmware"), firmware_);
    facts->addRow(tr("Protocol"), protocol_);
    facts->addRow(tr("Last answer"), answer_);
    facts->addRow(tr("Started"), restarts_);

    auto* free = value("licences", tr("Licences of this program and of what it is built on"));
    free->setText(licences());
    free->setWordWrap(true);
    message_->setWordWrap(true);
    message_->hide();
    auto* folder = new QPushButton(tr("&Open the data folder"));
    folder->setObjectName("openDataFolder");
    folder->setToolTip(documentsPath());
    connect(folder, &QPushButton::clicked, this, &AboutWindow::openFolder);
    auto* close = new QPushButton(tr("&Close"));
    close->setObjectName("closeAbout");
    close->setToolTip(tr("Closes this window (Ctrl+W)"));
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(folder);
    buttons->addStretch();
    buttons->addWidget(close);

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(20, 16, 20, 16);
    all->setSpacing(14);
    all->addLayout(top);
    all->addLayout(facts);
    all->addWidget(free);
    all->addStretch();
    all->addWidget(message_);
    all->addLayout(buttons);
    setMinimumWidth(460);
}

void AboutWindow::refresh() {
    const FocuserState& state = focuser_.state();
    const bool known = focuser_.connected();
    const QString none = QStringLiteral("--");
    put(firmware_, known ? firmware(state) : none);
    put(protocol_, known ? protocol(state) : tr("not connected"));
    put(restarts_, known ? restarts(state.extended) : none);
    QString age = none;
    if (state.read_at != Clock::time_point()) {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - state.read_at).count();
        age = seconds < 2 ? tr("just now") : tr("%1 ago").arg(duration(seconds));
    }
    put(answer_, age);
    logo_->setPixmap(icon(Symbol::logo, palette().color(QPalette::WindowText)).pixmap(kLogo, kLogo));
}

void AboutWindow::openFolder() {
    const QString folder = documentsPath();
    // Before the first night there is none.
    QDir().mkpath(folder);
    const bool opened = open_(QUrl::fromLocalFile(folder));
    message_->setText(opened ? QString() : breakable(tr("No program opened the folder. It is %1").arg(folder)));
    message_->setVisible(!opened);
}

void AboutWindow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) refresh();
}

void AboutWindow::showEvent(QShowEvent* event) {
    refresh();
    ticks_->start();
    QWidget::showEvent(event);
}

void AboutWindow::hideEvent(QHideEvent* event) {
    ticks_->stop();
    QWidget::hideEvent(event);
}

}  // namespace focus::panel
