// Notice: sentences that the user should read once and put away, at the foot of the panel, never in the way. GUI
// thread.
#pragma once

#include <QFrame>
#include <QStringList>

class QLabel;

namespace focus::panel {

class Notice : public QFrame {
    Q_OBJECT

public:
    explicit Notice(QWidget* parent = nullptr);

    /// Shows the sentence, after those that have not been put away yet; one that is waiting already is not repeated.
    void say(const QString& sentence);

private:
    void refresh();

    QLabel* text_;
    QStringList waiting_;
};

}  // namespace focus::panel
