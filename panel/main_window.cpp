#include "panel/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QSessionManager>
#include <QVBoxLayout>
#include <QWindow>

#include "panel/breakable.h"
#include "panel/calculator_window.h"
#include "panel/connection_bar.h"
#include "panel/connection_director.h"
#include "panel/firmware_remark.h"
#include "panel/focuser_section.h"
#include "panel/foot.h"
#include "panel/halt_key.h"
#include "panel/notes_window.h"
#include "panel/notice.h"
#include "panel/point_desk.h"
#include "panel/question.h"
#include "panel/sensors_section.h"
#include "panel/start_page.h"
#include "panel/theme.h"
#include "panel/windows.h"

namespace focus::panel {
namespace {

constexpr int kWidth = 300;

}  // namespace

MainWindow::MainWindow(PanelFocuser& focuser, Preferences& preferences)
    : focuser_(focuser),
      preferences_(preferences),
      director_(std::make_unique<ConnectionDirector>(focuser, preferences)),
      windows_(new Windows(focuser, preferences, positions_, this)),
      connection_(new ConnectionBar(focuser, preferences)),
      section_(new FocuserSection(focuser, preferences, positions_)),
      sensors_(new SensorsSection(focuser)),
      notice_(new Notice),
      foot_(new Foot(focuser, preferences)),
      chosen_(preferences.connectionChosen()) {
    setObjectName("mainWindow");
    setWindowTitle(tr("FocuserLink"));
    setWindowIcon(icon(Symbol::logo));
    if (preferences_.stayOnTop()) setWindowFlag(Qt::WindowStaysOnTopHint);
    auto* content = new QVBoxLayout;
    content->setContentsMargins(6, 6, 6, 6);
    content->setSpacing(6);
    content->addWidget(connection_);
    if (!chosen_) content->addWidget(start_ = new StartPage);
    for (QWidget* part : {static_cast<QWidget*>(section_), static_cast<QWidget*>(sensors_),
                          static_cast<QWidget*>(notice_), static_cast<QWidget*>(foot_)}) {
        content->addWidget(part);
    }
    auto* inner = new QWidget;
    inner->setLayout(content);
    inner->setFixedWidth(std::max(kWidth, content->minimumSize().width()));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSizeConstraint(QLayout::SetFixedSize);
    outer->addWidget(inner);
    connectSignals();
    notice_->say(preferences_.problem());
    notice_->say(positions_.problem());
    restoreGeometry(preferences_.geometry("main"));
    showRightPage();
    refresh();
}

MainWindow::~MainWindow() = default;

void MainWindow::connectSignals() {
    connect(qApp, &QGuiApplication::commitDataRequest, this, &MainWindow::endSession, Qt::DirectConnection);
    auto* halt = new HaltKey(section_->haltButton(), this);
    connect(halt, &HaltKey::pressed, section_, &FocuserSection::halt);
    connect(&focuser_, &PanelFocuser::changed, this, &MainWindow::refresh);
    connect(director_.get(), &ConnectionDirector::said, this, [this](const QString& sentence) {
        connection_->say(sentence);
        connection_->setWanted(director_->wanted());
    });
    connect(connection_, &ConnectionBar::connectWanted, this, &MainWindow::connectNow);
    connect(connection_, &ConnectionBar::disconnectWanted, this, &MainWindow::disconnectNow);
    connect(connection_, &ConnectionBar::modeChosen, this, [this] {
        address_.clear();
        connection_->refresh();
        if (director_->wanted() || focuser_.isOpen())
            connectNow();  // a hub that is just starting is not wanted any more
    });
    connect(connection_, &ConnectionBar::settingsWanted, windows_, &Windows::showConnectionSettings);
    connect(windows_, &Windows::connectionSaved, this, [this] {
        address_.clear();
        connectNow();
    });
    connect(section_, &FocuserSection::settingsWanted, windows_, &Windows::showFocuserSettings);
    connect(&positions_, &StoredPositions::failed, notice_, &Notice::say);
    connect(foot_, &Foot::focuserSettingsWanted, windows_, &Windows::showFocuserSettings);
    connect(foot_, &Foot::connectionSettingsWanted, windows_, &Windows::showConnectionSettings);
    connect(foot_, &Foot::calculatorWanted, windows_, &Windows::showCalculator);
    connect(foot_, &Foot::notesWanted, windows_, &Windows::showNotes);
    connect(foot_, &Foot::aboutWanted, windows_, &Windows::showAbout);
    connect(foot_, &Foot::chartsWanted, windows_, &Windows::showCharts);
    connect(foot_, &Foot::stayOnTopChanged, this, &MainWindow::stayOnTop);
    connect(foot_, &Foot::nightModeChanged, this, [](bool on) { useTheme(*qApp, themeFor(on)); });
    connect(foot_, &Foot::defaultsWanted, this, &MainWindow::askForDefaults);
    connect(foot_, &Foot::said, section_, &FocuserSection::say);
    addActions(foot_->shortcuts());
    if (start_ == nullptr) return;
    connect(start_, &StartPage::simulatorChosen, this, [this] { chooseConnection(Mode::direct, kSimulatorPort); });
    connect(start_, &StartPage::portChosen, this,
            [this](const QString& address) { chooseConnection(Mode::direct, address); });
    connect(start_, &StartPage::hubChosen, this,
            [this](const QString& address) { chooseConnection(Mode::shared, address); });
}

void MainWindow::begin() {
    if (start_ != nullptr && start_->isVisible()) start_->search();
    if (preferences_.connectionChosen() && preferences_.connectAtStart() && !focuser_.isOpen()) connectNow();
}

void MainWindow::useAddress(const QString& address) {
    address_ = address;
    connectNow();
}

void MainWindow::chooseConnection(Mode mode, const QString& address) {
    preferences_.setMode(mode);
    mode == Mode::direct ? preferences_.setPort(address) : preferences_.setHub(address);
    connectNow();
}

void MainWindow::connectNow() {
    chosen_ = true;
    showRightPage();
    address_.isEmpty() ? director_->connectNow() : director_->connectTo(address_);
    connection_->setWanted(director_->wanted());
}

void MainWindow::disconnectNow() {
    director_->disconnectNow();
    connection_->setWanted(false);
}

void MainWindow::showRightPage() {
    if (start_ != nullptr) start_->setVisible(!chosen_);
    section_->setVisible(chosen_);
    sensors_->setVisible(chosen_);
    connection_->setVisible(chosen_);
}

void MainWindow::refresh() {
    const FocuserState& state = focuser_.state();
    sensors_->setEnabled(focuser_.connected());
    if (!focuser_.connected() || state.firmware == remarked_) return;
    remarked_ = state.firmware;
    notice_->say(firmwareRemark(state.firmware, FOCUSERLINK_VERSION));
}

void MainWindow::stayOnTop(bool on) {
    // QWidget's own setter takes the window away and needs it shown again.
    if (windowHandle() != nullptr) windowHandle()->setFlag(Qt::WindowStaysOnTopHint, on);
}

void MainWindow::comeForward() {
    if (isMinimized()) showNormal();
    show();
    raise();
    activateWindow();
}

void MainWindow::askForDefaults() {
    const Question question{"defaults",
                            tr("Factory defaults"),
                            tr("Reset the device to its factory defaults?"),
                            tr("These are lost in the device: its position (it becomes 0), maximum, step size, "
                               "direction, speed, holding current, and everything about temperature compensation. What "
                               "this program keeps stays: stored positions, backlash, notes, points, logs."),
                            tr("&Reset"),
                            tr("&Cancel"),
                            true};
    ask(this, question, [this] {
        focuser_.command("D:DEFAULTS", this, [this](const QString& problem) {
            section_->say(problem.isEmpty() ? tr("The device has its factory defaults.")
                                            : tr("Not reset: %1").arg(problem));
        });
    });
}

void MainWindow::closeEvent(QCloseEvent* event) {
    preferences_.setGeometry("main", saveGeometry());
    preferences_.sync();
    if (lose_unsaved_) return QWidget::closeEvent(event);
    NotesWindow* notes = windows_->notes();
    if (notes != nullptr && !notes->saved()) {
        event->ignore();
        connect(notes, &NotesWindow::written, this, &MainWindow::closeUnlessLost, Qt::SingleShotConnection);
        return notes->save();
    }
    if (positions_.unsaved().isEmpty() && unsavedPoints().isEmpty()) return QWidget::closeEvent(event);
    event->ignore();
    askToLose();
}

bool MainWindow::saveAll() {
    preferences_.setGeometry("main", saveGeometry());
    preferences_.sync();
    positions_.saveNow();
    NotesWindow* notes = windows_->notes();
    if (notes != nullptr) notes->saveNow();
    if (windows_->calculator() != nullptr) windows_->calculator()->points().saveNow();
    return positions_.unsaved().isEmpty() && unsavedPoints().isEmpty() && (notes == nullptr || notes->saved());
}

QString MainWindow::unsavedPoints() const {
    const CalculatorWindow* calculator = windows_->calculator();
    return calculator == nullptr ? QString() : calculator->points().unsaved();
}

void MainWindow::endSession(QSessionManager& session) {
    if (saveAll() || !session.allowsInteraction()) return;
    session.cancel();
    askToLose();
}

void MainWindow::closeUnlessLost(const QString& problem) {
    if (problem.isEmpty()) {
        close();
    } else {
        askToLose();
    }
}

void MainWindow::askToLose() {
    NotesWindow* notes = windows_->notes();
    const bool noted = notes != nullptr && !notes->saved();
    const bool pointed = !unsavedPoints().isEmpty();
    QStringList what, why;
    if (noted) {
        what += tr("the notes");
        why += notes->problem();
    }
    if (!positions_.unsaved().isEmpty()) {
        what += tr("the changed positions");
        why += positions_.unsaved();
    }
    if (pointed) {
        what += tr("the points");
        why += unsavedPoints();
    }
    const Question question{"lose",
                            tr("Not everything is saved"),
                            tr("Close and lose %1?").arg(what.join(tr(" and "))),
                            breakable(why.join("\n\n")),
                            tr("&Close and lose"),
                            tr("&Stay"),
                            true};
    const auto stay = [this, noted, pointed] {
        if (pointed) windows_->showCalculator();
        if (noted) windows_->showNotes();
    };
    const auto leave = [this] {
        lose_unsaved_ = true;
        close();
    };
    ask(this, question, leave, stay);
}

}  // namespace focus::panel
