// A window with one of every kind of widget, in the states that are drawn differently.
#pragma once

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QCommandLinkButton>
#include <QDateTimeEdit>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QTableWidget>
#include <QTextBrowser>
#include <QToolButton>
#include <QTreeWidget>

#include "panel/theme.h"

namespace focus::panel {

class EveryWidget : public QWidget {
public:
    explicit EveryWidget(bool enabled) {
        auto* rows = new QVBoxLayout(this);
        auto* group = new QGroupBox("Group");
        group->setCheckable(true);
        group->setEnabled(enabled);
        rows->addWidget(group);
        auto* inside = new QVBoxLayout(group);
        fillButtons(inside);
        fillFields(inside);
        fillViews(inside);
        resize(760, 900);
    }

    QLineEdit* line = nullptr;
    QPlainTextEdit* text = nullptr;
    QPushButton* button = nullptr;
    QComboBox* choice = nullptr;
    QTextBrowser* browser = nullptr;

private:
    static QHBoxLayout* row(QVBoxLayout* rows) {
        auto* made = new QHBoxLayout;
        rows->addLayout(made);
        return made;
    }
    void fillButtons(QVBoxLayout* rows) {
        auto* buttons = row(rows);
        button = new QPushButton("Button");
        auto* chosen = new QPushButton(icon(Symbol::stop), "Default");
        chosen->setDefault(true);
        auto* pressed = new QPushButton("Down");
        pressed->setDown(true);
        auto* flat = new QPushButton("Flat");
        flat->setFlat(true);
        auto* tool = new QToolButton;
        tool->setIcon(icon(Symbol::cogwheel));
        tool->setMenu(new QMenu(tool));
        tool->setPopupMode(QToolButton::MenuButtonPopup);
        auto* raised = new QToolButton;
        raised->setArrowType(Qt::DownArrow);
        raised->setAutoRaise(true);
        for (QWidget* one : std::initializer_list<QWidget*>{button, chosen, pressed, flat, tool, raised})
            buttons->addWidget(one);
        auto* ticks = row(rows);
        for (const auto state : {Qt::Unchecked, Qt::PartiallyChecked, Qt::Checked}) {
            auto* tick = new QCheckBox("Tick");
            tick->setTristate(true);
            tick->setCheckState(state);
            ticks->addWidget(tick);
        }
        auto* radio = new QRadioButton("Radio");
        radio->setChecked(true);
        ticks->addWidget(radio);
        ticks->addWidget(new QRadioButton("Other"));
        ticks->addWidget(new QCommandLinkButton("Command"));
        ticks->addWidget(new QLabel("<a href=\"x\">Link</a>"));
    }
    void fillFields(QVBoxLayout* rows) {
        auto* fields = row(rows);
        line = new QLineEdit("typed and selected");
        line->setClearButtonEnabled(true);
        auto* empty = new QLineEdit;
        empty->setPlaceholderText("Placeholder");
        choice = new QComboBox;
        choice->addItems({"One", "Two", "Three"});
        auto* typed = new QComboBox;
        typed->setEditable(true);
        for (QWidget* one : std::initializer_list<QWidget*>{line, empty, new QSpinBox, new QDoubleSpinBox, choice,
                                                            typed, new QDateTimeEdit})
            fields->addWidget(one);
        auto* bars = row(rows);
        auto* progress = new QProgressBar;
        progress->setValue(40);
        auto* busy = new QProgressBar;
        busy->setRange(0, 0);
        auto* slider = new QSlider(Qt::Horizontal);
        slider->setTickPosition(QSlider::TicksBelow);
        slider->setValue(30);
        auto* scroll = new QScrollBar(Qt::Horizontal);
        for (QWidget* one : std::initializer_list<QWidget*>{progress, busy, slider, scroll}) bars->addWidget(one);
    }
    void fillViews(QVBoxLayout* rows) {
        auto* table = new QTableWidget(12, 3);
        table->setHorizontalHeaderLabels({"Temperature", "Position", "Filter"});
        table->setAlternatingRowColors(true);
        table->setSortingEnabled(true);
        for (int y = 0; y < 12; ++y) {
            auto* item = new QTableWidgetItem(QString::number(y));
            item->setCheckState(y % 2 != 0 ? Qt::Checked : Qt::Unchecked);
            table->setItem(y, 0, item);
        }
        table->selectRow(1);
        auto* tree = new QTreeWidget;
        auto* branch = new QTreeWidgetItem(tree, {"Branch"});
        new QTreeWidgetItem(branch, {"Leaf"});
        branch->setExpanded(true);
        auto* tabs = new QTabWidget;
        tabs->setTabsClosable(true);
        tabs->addTab(table, icon(Symbol::chart), "Table");
        tabs->addTab(new QWidget, "Other");
        tabs->addTab(new QWidget, "Disabled");
        tabs->setTabEnabled(2, false);
        text = new QPlainTextEdit("Some text\nof several lines");
        browser = new QTextBrowser;
        browser->setHtml("<h3>Title</h3><p>Words and a <a href=\"x\">link</a></p>");
        auto* splitter = new QSplitter;
        for (QWidget* one : std::initializer_list<QWidget*>{tabs, tree}) splitter->addWidget(one);
        rows->addWidget(splitter, 1);
        auto* texts = row(rows);
        texts->addWidget(text);
        texts->addWidget(browser);
    }
};

}  // namespace focus::panel
