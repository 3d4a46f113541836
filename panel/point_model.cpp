#include "panel/point_model.h"

#include <QApplication>
#include <QDateTime>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QToolTip>
#include <algorithm>

#include "core/compensation/importers/import_run.h"
#include "core/compensation/importers/text_fields.h"
#include "core/number_cure.h"
#include "panel/number_rule.h"

namespace focus::panel {
namespace {

std::optional<double> number(const QString& text) { return to_number(plainNumber(text).toStdString()); }

/// How a position is written without the marks of thousands that it may have; empty if it has none.
QString withoutThousands(const QString& text) {
    const std::string typed = text.trimmed().replace(QChar(0x2212), '-').toStdString();
    std::string cure = number_cure(typed, false);
    if (cure.empty() && !number(text)) cure = number_cure(typed, true);  // 12.480,5
    return QString::fromStdString(cure);
}

QString shown(double value) { return QString::fromStdString(exact_text(value)); }

}  // namespace

PointModel::PointModel(PointDesk& desk, QObject* parent) : QAbstractTableModel(parent), desk_(desk) {
    rows_ = desk_.points();
    connect(&desk_, &PointDesk::pointsChanged, this, &PointModel::follow);
    connect(&desk_, &PointDesk::fitChanged, this, [this] {
        if (!rows_.empty()) emit dataChanged(index(0, use), index(rowCount() - 1, use));
    });
}

/// Rows that stay keep their editor and their selection.
void PointModel::follow() {
    const std::vector<FocusPoint>& now = desk_.points();
    const std::size_t shorter = std::min(rows_.size(), now.size());
    std::size_t front = 0, back = 0;
    while (front < shorter && rows_[front] == now[front]) ++front;
    while (back < shorter - front && rows_[rows_.size() - 1 - back] == now[now.size() - 1 - back]) ++back;
    const auto first = static_cast<int>(front);
    const auto old_end = static_cast<int>(rows_.size() - back);
    const auto new_end = static_cast<int>(now.size() - back);
    if (new_end < old_end) {
        beginRemoveRows({}, new_end, old_end - 1);
        rows_ = now;
        endRemoveRows();
    } else if (new_end > old_end) {
        beginInsertRows({}, old_end, new_end - 1);
        rows_ = now;
        endInsertRows();
    } else {
        rows_ = now;
    }
    const int same = std::min(old_end, new_end);
    if (same > first) emit dataChanged(index(first, 0), index(same - 1, columns - 1));
}

int PointModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int PointModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QString PointModel::mistake(int column, const QString& text) {
    if (column != temperature && column != position) return {};
    if (const QString cure = column == position ? withoutThousands(text) : QString(); !cure.isEmpty()) {
        return tr("'%1': no marks of thousands, write %2.").arg(text, cure);
    }
    const auto value = number(text);
    if (!value) {
        return column == temperature ? tr("'%1' is no temperature: a number from -60 to 60 °C is.").arg(text)
                                     : tr("'%1' is no position: a number of steps is.").arg(text);
    }
    FocusPoint point;
    (column == temperature ? point.temperature : point.position) = *value;
    const std::string why = implausible(point);
    return why.empty() ? QString() : tr("Not taken: %1.").arg(QString::fromStdString(why));
}

QString PointModel::remark(std::size_t row, bool sentence) const {
    const QString told = QString::fromStdString(rows_[row].remark);
    if (!rows_[row].use) {
        if (!sentence) return tr("not used");
        return told.isEmpty() ? tr("Left out of the fit by you.") : tr("Left out of the fit: %1.").arg(told);
    }
    if (!desk_.settled()) return {};
    if (ofAnother(rows_[row])) return sentence ? tr("Of another telescope than the one of this fit.") : tr("other");
    for (const Outlier& outlier : desk_.fit().outliers) {
        if (outlier.point == row) return sentence ? QString::fromStdString(outlier.reason) : tr("outlier");
    }
    const auto& lonely = desk_.fit().lonely;
    if (!std::binary_search(lonely.begin(), lonely.end(), row)) return {};
    return sentence ? tr("The only point of its night and filter: it says nothing about the coefficient.")
                    : tr("alone");
}

bool PointModel::ofAnother(const FocusPoint& point) const {
    return desk_.telescopes().size() > 1 && QString::fromStdString(point.telescope) != desk_.telescope();
}

QVariant PointModel::data(const QModelIndex& index, int role) const {
    const auto row = static_cast<std::size_t>(index.row());
    if (!index.isValid() || row >= rows_.size()) return {};
    const FocusPoint& point = rows_[row];
    if (role == Qt::CheckStateRole && index.column() == use) return point.use ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::ToolTipRole) {
        const QString told = remark(row, true);
        if (!told.isEmpty() || !point.time) return told;
        const auto time = QDateTime::fromSecsSinceEpoch(point.time->time_since_epoch().count());
        return tr("Focused %1").arg(QLocale().toString(time, QLocale::ShortFormat));
    }
    if (role == Qt::ForegroundRole && ofAnother(point)) {
        return QApplication::palette().brush(QPalette::Disabled, QPalette::Text);
    }
    if (role == Qt::TextAlignmentRole && (index.column() == temperature || index.column() == position)) {
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole) return {};
    switch (index.column()) {
        case use: return remark(row, false);
        case temperature: return shown(point.temperature);
        case position: return shown(point.position);
        case filter: return QString::fromStdString(point.filter);
        case session: return QString::fromStdString(point.session);
        case telescope: return QString::fromStdString(point.telescope);
        default: return {};
    }
}

QVariant PointModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (role == Qt::ToolTipRole) {
        switch (section) {
            case use: return tr("Ticked: used in the fit (Space). Beside it what the fit says of the point.");
            case temperature: return tr("Temperature at which the focus was good");
            case position: return tr("Position that was in focus");
            case filter: return tr("Filter; may be empty. Every filter of a night gets an offset of its own.");
            case session: return tr("Night, or any name. Every night gets an offset of its own.");
            case telescope: return tr("Telescope, or any name. Every telescope gets a coefficient of its own.");
            default: return {};
        }
    }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case use: return tr("Use");
        case temperature: return tr("°C");
        case position: return tr("Steps");
        case filter: return tr("Filter");
        case session: return tr("Session");
        case telescope: return tr("Telescope");
        default: return {};
    }
}

Qt::ItemFlags PointModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    const Qt::ItemFlags all = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return all | (index.column() == use ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable);
}

bool PointModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const auto row = static_cast<std::size_t>(index.row());
    if (!index.isValid() || row >= rows_.size()) return false;
    FocusPoint point = rows_[row];
    if (index.column() == use) {
        if (role != Qt::CheckStateRole) return false;
        point.use = value.toInt() == Qt::Checked;
    } else if (role != Qt::EditRole) {
        return false;
    } else {
        const QString text = value.toString().trimmed();
        if (const QString wrong = mistake(index.column(), text); !wrong.isEmpty()) {
            emit refused(wrong);
            return false;
        }
        switch (index.column()) {
            case temperature: point.temperature = *number(text); break;
            case position: point.position = *number(text); break;
            case filter: point.filter = tidy_name(text.toStdString()); break;
            case telescope: point.telescope = tidy_name(text.toStdString()); break;
            default: point.session = tidy_name(text.toStdString()); break;
        }
    }
    desk_.replace(row, point);
    return true;
}

QWidget* PointDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const {
    auto* editor = new QLineEdit(parent);
    editor->setObjectName("pointEditor");
    editor->setFrame(false);
    editor->setProperty("column", index.column());
    connect(editor, &QLineEdit::textEdited, this, [this, editor](const QString& text) {
        const QString wrong = PointModel::mistake(editor->property("column").toInt(), text);
        if (wrong.isEmpty()) QToolTip::hideText();
        if (wrong.isEmpty()) emit refused({});
    });
    return editor;
}

/// Enter and Tab do not leave a value that cannot be taken; whatever else ends the editor says so.
bool PointDelegate::eventFilter(QObject* object, QEvent* event) {
    auto* editor = qobject_cast<QLineEdit*>(object);
    if (editor == nullptr || event->type() != QEvent::KeyPress) return QStyledItemDelegate::eventFilter(object, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool ends = key == Qt::Key_Enter || key == Qt::Key_Return || key == Qt::Key_Tab || key == Qt::Key_Backtab;
    const QString wrong = PointModel::mistake(editor->property("column").toInt(), editor->text().trimmed());
    if (key == Qt::Key_Escape) emit refused({});
    if (!ends || wrong.isEmpty()) return QStyledItemDelegate::eventFilter(object, event);
    emit refused(wrong);
    QToolTip::showText(editor->mapToGlobal(QPoint(0, editor->height())), wrong, editor);
    return true;
}

}  // namespace focus::panel
