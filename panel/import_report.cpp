#include "panel/import_report.h"

#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

#include "panel/breakable.h"

namespace focus::panel {
namespace {

constexpr int kLines = 6;  // of the list, before it scrolls

}  // namespace

ImportReport::ImportReport(QWidget* parent) : QFrame(parent), summary_(new QLabel), problems_(new QPlainTextEdit) {
    setObjectName("importReport");
    setFrameShape(QFrame::StyledPanel);
    summary_->setObjectName("importSummary");
    summary_->setWordWrap(true);
    summary_->setTextFormat(Qt::PlainText);
    summary_->setToolTip(tr("What the last import or export did"));
    problems_->setObjectName("importProblems");
    problems_->setReadOnly(true);
    problems_->setTabChangesFocus(true);
    problems_->setToolTip(tr("What could not be read, with file and line"));
    problems_->setAccessibleName(tr("What could not be read"));
    problems_->setFixedHeight(problems_->fontMetrics().lineSpacing() * kLines);
    auto* close = new QPushButton(tr("OK"));
    close->setObjectName("closeImportReport");
    close->setToolTip(tr("Puts this message away"));
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    auto* all = new QGridLayout(this);
    all->setContentsMargins(8, 6, 8, 6);
    all->addWidget(summary_, 0, 0);
    all->addWidget(close, 0, 1, Qt::AlignTop);
    all->addWidget(problems_, 1, 0, 1, 2);
    all->setColumnStretch(0, 1);
    hide();
}

void ImportReport::tell(const QString& summary, const QStringList& problems) {
    summary_->setText(breakable(summary));
    problems_->setPlainText(problems.join('\n'));
    problems_->setVisible(!problems.isEmpty());
    setVisible(true);
}

}  // namespace focus::panel
