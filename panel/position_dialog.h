// PositionDialog: name and value of a stored position, to add or to edit one. Not modal.
#pragma once

#include <QDialog>
#include <functional>
#include <optional>

#include "panel/stored_positions.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace focus::panel {

class PositionDialog : public QDialog {
    Q_OBJECT

public:
    /// Stores the position and gives why it could not, or nothing.
    using Store = std::function<QString(const StoredPosition&)>;

    /// Deletes itself when closed. `current`: where the focuser is, offered beside the value.
    PositionDialog(const QString& title, const StoredPosition& initial, std::optional<int> current, Store store,
                   QWidget* parent);

private:
    void save();

    Store store_;
    QLineEdit* name_;
    QLineEdit* value_;
    QLabel* problem_;
};

}  // namespace focus::panel
