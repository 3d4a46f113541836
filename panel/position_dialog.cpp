#include "panel/position_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "device/settings/device_settings.h"
#include "panel/number_rule.h"

namespace focus::panel {

PositionDialog::PositionDialog(const QString& title, const StoredPosition& initial, std::optional<int> current,
                               Store store, QWidget* parent)
    : QDialog(parent),
      store_(std::move(store)),
      name_(new QLineEdit(initial.name)),
      value_(new QLineEdit(QString::number(initial.position))),
      problem_(new QLabel) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName("positionDialog");
    setWindowTitle(title);
    name_->setObjectName("positionName");
    name_->setToolTip(tr("What the position is called in the menu"));
    value_->setObjectName("positionValue");
    value_->setToolTip(tr("Where the focuser goes when this position is chosen and GO pressed"));
    problem_->setObjectName("positionProblem");
    problem_->setWordWrap(true);
    problem_->hide();

    auto* row = new QHBoxLayout;
    row->addWidget(value_, 1);
    if (current) {
        auto* here = new QPushButton(tr("&Here (%1)").arg(*current));
        here->setObjectName("positionHere");
        here->setAutoDefault(false);
        here->setToolTip(tr("Take the present position of the focuser"));
        connect(here, &QPushButton::clicked, this, [this, at = *current] { value_->setText(QString::number(at)); });
        row->addWidget(here);
    }
    auto* form = new QFormLayout;
    form->addRow(tr("&Name:"), name_);
    row->insertWidget(1, new QLabel(tr("steps")));
    form->addRow(tr("&Position:"), row);
    if (auto* label = qobject_cast<QLabel*>(form->labelForField(row))) label->setBuddy(value_);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Save)->setObjectName("positionSave");
    buttons->button(QDialogButtonBox::Cancel)->setObjectName("positionCancel");
    connect(buttons, &QDialogButtonBox::accepted, this, &PositionDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* all = new QVBoxLayout(this);
    all->addLayout(form);
    all->addWidget(problem_);
    all->addWidget(buttons);
    name_->setFocus();
}

void PositionDialog::save() {
    const NumberRule rule({0, slot_rule(Slot::maximum).maximum, 1});
    const std::optional<int> position = rule.read(value_->text());
    const QString why = position ? store_({name_->text().trimmed(), *position}) : rule.mistake(value_->text());
    if (why.isEmpty()) return accept();
    problem_->setText(tr("Not stored: %1.").arg(why));
    problem_->show();
}

}  // namespace focus::panel
