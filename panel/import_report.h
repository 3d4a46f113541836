// ImportReport: what came of an import: a sentence, and a list of what could not be read. It stays until it is put
// away. GUI thread.
#pragma once

#include <QFrame>

class QLabel;
class QPlainTextEdit;

namespace focus::panel {

class ImportReport : public QFrame {
    Q_OBJECT

public:
    explicit ImportReport(QWidget* parent = nullptr);

    void tell(const QString& summary, const QStringList& problems);

private:
    QLabel* summary_;
    QPlainTextEdit* problems_;
};

}  // namespace focus::panel
