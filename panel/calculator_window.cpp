#include "panel/calculator_window.h"

#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QTableView>
#include <chrono>

#include "core/compensation/importers/import_run.h"
#include "core/compensation/importers/text_fields.h"
#include "core/local_time.h"
#include "panel/breakable.h"
#include "panel/fit_plot.h"
#include "panel/fit_text.h"
#include "panel/import_report.h"
#include "panel/point_model.h"
#include "panel/theme.h"

namespace focus::panel {
namespace {

/// Why the present values are no point, in words; empty if they are.
QString whyNoPoint(const PanelFocuser& focuser) {
    const FocuserState& state = focuser.state();
    if (!focuser.connected()) return CalculatorWindow::tr("The focuser is not connected.");
    if (state.moving || state.commanded) return CalculatorWindow::tr("The focuser moves.");
    return state.sensor ? QString() : CalculatorWindow::tr("There is no temperature.");
}

FocusPoint presentPoint(const FocuserState& state, const QString& filter, const QString& telescope) {
    FocusPoint point;
    point.temperature = state.sensor->temperature;
    point.position = state.position.steps;
    point.filter = tidy_name(filter.toStdString());
    point.telescope = telescope.toStdString();
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    point.session = session_of(to_local(now));
    point.time = now;
    return point;
}

QFileDialog* fileDialog(QWidget* parent, const char* name, const QString& title) {
    auto* dialog = new QFileDialog(parent, title, folderForFiles());
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::NonModal);
    return dialog;
}

}  // namespace

CalculatorWindow::CalculatorWindow(PanelFocuser& focuser, Preferences& preferences, QWidget* parent)
    : QWidget(parent, Qt::Window),
      focuser_(focuser),
      preferences_(preferences),
      desk_(new PointDesk(QString::fromStdString(PointTable::usual_path()), this)),
      model_(new PointModel(*desk_, this)) {
    setObjectName("calculatorWindow");
    setWindowTitle(tr("Compensation calculator"));
    auto* halves = new QSplitter(Qt::Horizontal);
    halves->setChildrenCollapsible(false);
    halves->addWidget(makeLeft());
    halves->addWidget(makeRight());
    halves->setStretchFactor(0, 0);
    halves->setStretchFactor(1, 1);
    halves->setHandleWidth(12);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->addWidget(halves);
    connectParts();
    resize(1040, 640);
    halves->setSizes({420, 600});
    restoreGeometry(preferences_.geometry("calculator"));
    showPresent();
    showFit();
    showProblem();
}

CalculatorWindow::~CalculatorWindow() = default;

QPushButton* CalculatorWindow::button(const char* name, const QString& text, const QString& tip) {
    auto* made = new QPushButton(text, this);
    made->setObjectName(name);
    made->setToolTip(tip);
    made->setAutoDefault(false);
    return made;
}

QWidget* CalculatorWindow::makeLeft() {
    table_ = new QTableView;
    table_->setObjectName("pointTable");
    table_->setAccessibleName(tr("Focus points"));
    table_->setModel(model_);
    auto* delegate = new PointDelegate(table_);
    connect(delegate, &PointDelegate::refused, this, &CalculatorWindow::refuse);
    table_->setItemDelegate(delegate);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setAlternatingRowColors(true);
    table_->setTabKeyNavigation(false);
    QHeaderView* columns = table_->horizontalHeader();
    const QFontMetrics letters = fontMetrics();
    const auto room = [&](int column, const QString& widest) {
        table_->setColumnWidth(column, letters.horizontalAdvance(widest) + letters.averageCharWidth() * 2);
    };
    room(PointModel::use, "[x] not used");
    room(PointModel::temperature, "-12.34");
    room(PointModel::position, "1234567");
    room(PointModel::filter, "OIII 3nm");
    room(PointModel::session, "2026-01-17");
    columns->setStretchLastSection(true);
    table_->verticalHeader()->setDefaultSectionSize(letters.height() + 8);

    telescope_ = new QComboBox;
    telescope_->setObjectName("telescopeChoice");
    telescope_->setToolTip(tr("Whose coefficient is worked out, and of which a new point is"));
    telescopes_ = new QWidget;
    auto* choice = new QHBoxLayout(telescopes_);
    choice->setContentsMargins(0, 0, 0, 0);
    auto* label = new QLabel(tr("&Telescope"));
    label->setBuddy(telescope_);
    choice->addWidget(label);
    choice->addWidget(telescope_, 1);

    present_ = new QLabel;
    present_->setObjectName("presentValues");
    present_->setToolTip(tr("What would be added now"));
    filter_ = new QLineEdit;
    filter_->setObjectName("presentFilter");
    filter_->setPlaceholderText(tr("Filter"));
    filter_->setToolTip(tr("Filter of the point that is added; may stay empty"));
    filter_->setMaximumWidth(letters.averageCharWidth() * 14);
    add_ = button("addPresent", tr("&Add current temperature and position"), {});
    drop_ = button("dropPoints", tr("&Delete"), tr("Deletes the selected rows (Del)"));
    undo_ = button("undoChange", tr("U&ndo"), tr("Takes back the last change; again: makes it again (Ctrl+Z)"));
    import_files_ =
        button("importFiles", tr("&Import files…"), tr("Focus runs of N.I.N.A., Ekos, ASIAIR, CSV, session logs"));
    import_folder_ = button("importFolder", tr("Import f&older…"), tr("All that lies in a folder of focus runs"));
    export_ = button("exportPoints", tr("&Export…"), tr("Writes the points to a CSV file"));
    problem_ = new QLabel;
    problem_->setObjectName("calculatorProblem");
    problem_->setWordWrap(true);
    problem_->setTextFormat(Qt::PlainText);
    problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    report_ = new ImportReport;

    auto* present = new QHBoxLayout;
    present->addWidget(present_, 1);
    present->addWidget(filter_);
    auto* changes = new QHBoxLayout;
    for (QWidget* each : {drop_, undo_}) changes->addWidget(each);
    auto* files = new QHBoxLayout;
    for (QWidget* each : {import_files_, import_folder_, export_}) files->addWidget(each);
    auto* left = new QWidget;
    auto* all = new QVBoxLayout(left);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(telescopes_);
    all->addWidget(table_, 1);
    all->addWidget(problem_);
    all->addWidget(report_);
    all->addLayout(present);
    all->addWidget(add_);
    all->addLayout(changes);
    all->addLayout(files);
    return left;
}

QWidget* CalculatorWindow::makeRight() {
    plot_ = new FitPlot;
    text_ = new FitText;
    use_ = button("useCoefficient", tr("&Use this coefficient"), {});
    auto* right = new QWidget;
    auto* all = new QVBoxLayout(right);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(plot_, 1);
    all->addWidget(text_);
    all->addWidget(use_, 0, Qt::AlignRight);
    return right;
}

void CalculatorWindow::connectParts() {
    connect(&focuser_, &PanelFocuser::changed, this, &CalculatorWindow::showPresent);
    connect(desk_, &PointDesk::fitChanged, this, &CalculatorWindow::showFit);
    connect(desk_, &PointDesk::problemChanged, this, &CalculatorWindow::showProblem);
    connect(desk_, &PointDesk::imported, this,
            [this](const QString& summary, const QStringList& problems) { report_->tell(summary, problems); });
    connect(desk_, &PointDesk::exported, this, [this](const QString& path, const QString& why) {
        const QString name = QDir::toNativeSeparators(path);
        report_->tell(
            why.isEmpty() ? tr("The points are in %1.").arg(name) : tr("%1 was not written: %2.").arg(name, why), {});
    });
    connect(telescope_, &QComboBox::activated, this, [this] { desk_->choose(telescope_->currentData().toString()); });
    connect(model_, &PointModel::refused, this, &CalculatorWindow::refuse);
    connect(add_, &QPushButton::clicked, this, &CalculatorWindow::addPresent);
    connect(drop_, &QPushButton::clicked, this, &CalculatorWindow::dropSelected);
    connect(undo_, &QPushButton::clicked, desk_, &PointDesk::undo);
    connect(import_files_, &QPushButton::clicked, this, [this] { askForImport(false); });
    connect(import_folder_, &QPushButton::clicked, this, [this] { askForImport(true); });
    connect(export_, &QPushButton::clicked, this, &CalculatorWindow::askForExport);
    connect(use_, &QPushButton::clicked, this, [this] { emit useCoefficient(desk_->fit().coefficient); });
    connect(new QShortcut(QKeySequence::Undo, this), &QShortcut::activated, desk_, &PointDesk::undo);
    auto* erase = new QShortcut(QKeySequence::Delete, table_);
    erase->setContext(Qt::WidgetShortcut);
    connect(erase, &QShortcut::activated, this, &CalculatorWindow::dropSelected);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
    const auto count = [this] { drop_->setEnabled(table_->selectionModel()->hasSelection()); };
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, count);
    count();
}

void CalculatorWindow::showFit() {
    showTelescopes();
    table_->viewport()->update();  // rows of other telescopes are pale; data that changes would reset an open editor
    plot_->draw(desk_->fit(), desk_->view());
    text_->tell(desk_->fit(), desk_->fitted());
    const QString why = whyNotOffered(desk_->fit());
    use_->setEnabled(why.isEmpty());
    use_->setToolTip(why.isEmpty() ? tr("Opens the focuser settings with this coefficient filled in") : why);
}

/// There for those who have points of several.
void CalculatorWindow::showTelescopes() {
    const std::vector<Telescope>& telescopes = desk_->telescopes();
    const QSignalBlocker quiet(telescope_);
    telescope_->clear();
    for (const Telescope& telescope : telescopes) {
        const QString name = QString::fromStdString(telescope.name);
        telescope_->addItem(name.isEmpty() ? tr("(without a name)") : name, name);
    }
    telescope_->setCurrentIndex(telescope_->findData(desk_->telescope()));
    telescopes_->setVisible(telescopes.size() > 1);
    table_->setColumnHidden(PointModel::telescope, telescopes.size() < 2);
}

void CalculatorWindow::showPresent() {
    const QString why = whyNoPoint(focuser_);
    const FocuserState& state = focuser_.state();
    QString words = why;
    if (why.isEmpty()) {
        words = tr("Now %1 °C at %2").arg(QString::number(state.sensor->temperature, 'f', 2)).arg(state.position.steps);
    }
    if (present_->text() != words) present_->setText(words);
    add_->setEnabled(why.isEmpty());
    add_->setToolTip(why.isEmpty() ? tr("Adds this point, of this night, to the table") : why);
    const bool warm = focuser_.connected() && state.sensor;
    text_->showTemperature(warm ? std::optional<double>(state.sensor->temperature) : std::nullopt);
}

void CalculatorWindow::showProblem() {
    QStringList all;
    for (const QString& each : {refused_, desk_->problem()}) {
        if (!each.isEmpty()) all += each;
    }
    problem_->setText(breakable(all.join('\n')));
    problem_->setVisible(!all.isEmpty());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, colour(Meaning::alarm, palette()));
    problem_->setPalette(colours);
}

void CalculatorWindow::refuse(const QString& reason) {
    refused_ = reason;
    showProblem();
}

void CalculatorWindow::addPresent() {
    if (whyNoPoint(focuser_).isEmpty()) {
        desk_->add(presentPoint(focuser_.state(), filter_->text(), desk_->telescope()));
        table_->scrollToBottom();
    }
}

void CalculatorWindow::dropSelected() {
    std::vector<std::size_t> rows;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows()) {
        rows.push_back(static_cast<std::size_t>(index.row()));
    }
    table_->clearSelection();
    desk_->drop(rows);
}

void CalculatorWindow::askForImport(bool folder) {
    auto* dialog = fileDialog(this, "importDialog", folder ? tr("Import a folder") : tr("Import files"));
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& paths) {
        report_->tell(tr("Reading…"), {});
        desk_->import(paths);
    });
    dialog->show();
}

void CalculatorWindow::askForExport() {
    auto* dialog = fileDialog(this, "exportDialog", tr("Export the points"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Table (*.csv)"));
    dialog->setDefaultSuffix("csv");
    dialog->selectFile("focus-points.csv");
    connect(dialog, &QFileDialog::fileSelected, desk_, &PointDesk::exportTo);
    dialog->show();
}

void CalculatorWindow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) showProblem();
    // What the watcher cannot see, on a share of the network, is seen when the user looks.
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) desk_->look();
}

void CalculatorWindow::closeEvent(QCloseEvent* event) {
    preferences_.setGeometry("calculator", saveGeometry());
    QWidget::closeEvent(event);
}

}  // namespace focus::panel
