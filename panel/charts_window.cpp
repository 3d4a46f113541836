#include "panel/charts_window.h"

#include <QContextMenuEvent>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "panel/charts_menu.h"
#include "panel/panel_focuser.h"
#include "panel/preferences.h"
#include "panel/question.h"
#include "panel/theme.h"

namespace focus::panel {
namespace {

/// A label whose text may be longer than the window without widening it.
QLabel* line(const char* name, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    label->setFixedHeight(label->fontMetrics().height() + 4);
    label->setTextFormat(Qt::PlainText);
    return label;
}

bool throughHub(const PanelFocuser& focuser, const Preferences& preferences) {
    if (!focuser.isOpen()) return preferences.mode() == Mode::shared;
    return focuser.state().address.starts_with("alpaca:");
}

}  // namespace

ChartsWindow::ChartsWindow(PanelFocuser& focuser, ChartData& collected, Preferences& preferences, QWidget* parent)
    : QWidget(parent, Qt::Window),
      focuser_(focuser),
      data_(collected),
      preferences_(preferences),
      plot_(new ChartPlot(collected, this)),
      menu_(new ChartsMenu(preferences, this)),
      readout_(line("chartReadout", this)),
      message_(line("chartMessage", this)),
      scroll_(new QScrollBar(Qt::Horizontal, this)),
      whole_(new QToolButton(this)),
      menu_button_(new QToolButton(this)) {
    setObjectName("chartsWindow");
    data_.use(preferences_);
    assemble();
    connectMenu();
    addKeys();
    connect(plot_, &ChartPlot::spanChanged, this, &ChartsWindow::showSpan);
    connect(plot_, &ChartPlot::readOut, this, [this](const QString& words) {
        readout_->setText(words.isEmpty() ? tr("Point at the chart to read it; drag to zoom; right-click for more.")
                                          : words);
    });
    connect(scroll_, &QScrollBar::valueChanged, this, [this](int value) {
        const std::int64_t from = plot_->whole().from + value;
        plot_->zoom({from, from + plot_->shown().length()});
    });
    emit plot_->readOut({});
    resize(900, 500);
    restoreGeometry(preferences_.geometry("charts"));
    showView();
    showSpan();
    plot_->setFocus();
}

void ChartsWindow::assemble() {
    readout_->setToolTip(tr("What the crosshair is on"));
    readout_->setAccessibleName(tr("Read-out"));
    message_->setToolTip(tr("What the last command did"));
    message_->hide();
    scroll_->setObjectName("chartScroll");
    scroll_->setToolTip(tr("Moves the zoomed part (Left, Right)"));
    scroll_->setAccessibleName(tr("Part that is seen"));
    whole_->setObjectName("chartWhole");
    whole_->setText(QStringLiteral("⤢"));
    whole_->setToolTip(tr("Back to the whole (Home)"));
    whole_->setAccessibleName(tr("Back to the whole"));
    menu_button_->setObjectName("chartsMenuButton");
    menu_button_->setIcon(icon(Symbol::cogwheel));
    menu_button_->setToolTip(tr("Views, export, collecting (Shift+F10)"));
    menu_button_->setAccessibleName(tr("Menu"));
    auto* top = new QHBoxLayout;
    top->addWidget(readout_, 1);
    top->addWidget(menu_button_);
    auto* bottom = new QHBoxLayout;
    for (QWidget* each : {static_cast<QWidget*>(whole_), static_cast<QWidget*>(scroll_)}) {
        QSizePolicy policy = each->sizePolicy();
        policy.setRetainSizeWhenHidden(true);  // the chart does not jump when they come
        each->setSizePolicy(policy);
    }
    bottom->addWidget(whole_);
    bottom->addWidget(scroll_, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 6, 8, 6);
    all->setSpacing(4);
    all->addLayout(top);
    all->addWidget(plot_, 1);
    all->addLayout(bottom);
    all->addWidget(message_);
}

void ChartsWindow::connectMenu() {
    connect(menu_, &ChartsMenu::viewChosen, this, &ChartsWindow::showView);
    connect(menu_, &ChartsMenu::collectChosen, this, &ChartsWindow::collect);
    connect(menu_, &ChartsMenu::exportChosen, this, &ChartsWindow::askForImageFile);
    connect(menu_, &ChartsMenu::clearChosen, this, &ChartsWindow::askToClear);
    connect(menu_, &ChartsMenu::periodChosen, this, [this](int seconds) {
        preferences_.setChartPeriod(seconds);
        data_.use(preferences_);
    });
    connect(menu_, &ChartsMenu::samplingChosen, this, [this](int milliseconds) {
        preferences_.setChartSampling(milliseconds);
        data_.use(preferences_);
        collect();
    });
    connect(menu_, &ChartsMenu::zoomChosen, plot_, [this](double factor) { plot_->zoomBy(factor); });
    connect(menu_, &ChartsMenu::panChosen, plot_, &ChartPlot::pan);
    connect(menu_, &ChartsMenu::wholeChosen, plot_, &ChartPlot::unzoom);
    connect(menu_, &ChartsMenu::crosshairChosen, plot_, &ChartPlot::stepCrosshair);
    connect(whole_, &QToolButton::clicked, plot_, &ChartPlot::unzoom);
    connect(menu_button_, &QToolButton::clicked, this,
            [this] { popMenu(menu_button_->mapToGlobal(QPoint(0, menu_button_->height()))); });
}

/// The menu's keys work while it is closed, whatever has the focus.
void ChartsWindow::addKeys() {
    addActions(menu_->findChildren<QAction*>());
    for (const QKeySequence& keys : {QKeySequence("Shift+F10"), QKeySequence(Qt::Key_Menu)}) {
        auto* key = new QShortcut(keys, this);
        connect(key, &QShortcut::activated, this, [this] { popMenu(plot_->mapToGlobal(plot_->rect().center())); });
    }
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
}

void ChartsWindow::showSpan() {
    const TimeSpan all = plot_->whole();
    const TimeSpan shown = plot_->shown();
    const QSignalBlocker quiet(scroll_);
    scroll_->setRange(0, static_cast<int>(all.length() - shown.length()));
    scroll_->setPageStep(static_cast<int>(shown.length()));
    scroll_->setSingleStep(static_cast<int>(shown.length() / 10));
    scroll_->setValue(static_cast<int>(shown.from - all.from));
    scroll_->setVisible(plot_->zoomed());
    whole_->setVisible(plot_->zoomed());
    menu_->setZoomed(plot_->zoomed());
    const auto clock = [](std::int64_t time) { return QDateTime::fromMSecsSinceEpoch(time).toString("HH:mm:ss"); };
    setWindowTitle(plot_->zoomed() ? tr("Charts, %1 to %2").arg(clock(shown.from), clock(shown.to)) : tr("Charts"));
}

void ChartsWindow::showView() {
    plot_->setView(preferences_.chartView() == 0 ? ChartView::temperature : ChartView::air,
                   preferences_.chartShowsPosition());
}

void ChartsWindow::contextMenuEvent(QContextMenuEvent* event) {
    popMenu(event->globalPos());
    event->accept();
}

void ChartsWindow::popMenu(const QPoint& place) {
    if (menu_->isVisible()) return;
    menu_->setFileReason(throughHub(focuser_, preferences_) ? tr("the hub does") : QString());
    menu_->popup(place);
}

void ChartsWindow::closeEvent(QCloseEvent* event) {
    preferences_.setGeometry("charts", saveGeometry());
    QWidget::closeEvent(event);
}

void ChartsWindow::say(const QString& words) {
    message_->setText(words);
    message_->show();
}

void ChartsWindow::collect() {
    if (!focuser_.isOpen() || throughHub(focuser_, preferences_)) return;
    const QString folder = preferences_.collectToFile() ? documentsPath() : QString();
    focuser_.setLog(folder, std::chrono::milliseconds(preferences_.chartSampling()));
    say(folder.isEmpty() ? tr("Nothing is written to a file.") : tr("Files are in %1").arg(folder));
}

void ChartsWindow::askForImageFile() {
    const QPixmap image = plot_->picture();  // of now, not of when a name is found
    auto* dialog = new QFileDialog(this, tr("Export the chart as an image"));
    dialog->setObjectName("exportDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("PNG images (*.png)"));
    dialog->setDefaultSuffix("png");
    dialog->setDirectory(folderForFiles());
    dialog->selectFile(QDateTime::currentDateTime().toString("'FocuserLink-chart-'yyyy-MM-dd-HHmm'.png'"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, image](const QString& path) { saveImage(image, path); });
    dialog->setModal(false);
    dialog->show();
}

void ChartsWindow::saveImage(const QPixmap& image, const QString& path) {
    QSaveFile file(path);
    const bool saved = file.open(QIODevice::WriteOnly) && image.save(&file, "PNG") && file.commit();
    const QString name = QDir::toNativeSeparators(path);
    say(saved ? tr("Saved as %1").arg(name) : tr("%1 could not be written: %2").arg(name, file.errorString()));
}

void ChartsWindow::askToClear() {
    Question question{"clear",
                      tr("Clear all collected data"),
                      tr("Forget everything that the chart has collected? Files stay as they are."),
                      {},
                      tr("C&lear"),
                      tr("&Keep")};
    ask(this, question, [this] {
        data_.clear();
        plot_->unzoom();
        say(tr("The chart is empty."));
    });
}

}  // namespace focus::panel
