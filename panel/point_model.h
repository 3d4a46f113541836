// PointModel: the rows of a PointDesk for a table view, edited in place. And the editor that does not let go of a value
// that is none.
#pragma once

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

#include "panel/point_desk.h"

namespace focus::panel {

class PointModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { use, temperature, position, filter, session, telescope, columns };

    PointModel(PointDesk& desk, QObject* parent);

    /// Why `text` cannot stand in this column and what can; empty if it can.
    static QString mistake(int column, const QString& text);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
    /// What was typed and why it was not taken, in words.
    void refused(const QString& reason);

private:
    void follow();
    /// What the fit says of this row: a word for the table, a sentence for the tool tip.
    QString remark(std::size_t row, bool sentence) const;
    /// Of another telescope than the one that the fit is of.
    bool ofAnother(const FocusPoint& point) const;

    PointDesk& desk_;
    std::vector<FocusPoint> rows_;
};

class PointDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

signals:
    /// Empty when what is being typed can be taken.
    void refused(const QString& reason) const;

protected:
    bool eventFilter(QObject* editor, QEvent* event) override;
};

}  // namespace focus::panel
