#include "panel/position_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include "device/settings/device_settings.h"

namespace focus::panel {

PositionDialog::PositionDialog(const QString& title, const StoredPosition& initial, std::optional<int> current,
                               Store store, QWidget* parent)
    : QDialog(parent),
      store_(std::move(store)),
      name_(new QLineEdit(initial.name)),
      value_(new QSpinBox),
      problem_(new QLabel) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName("positionDialog");
    setWindowTitle(title);
    name_->setObjectName("positionName");
    name_->setMaxLength(kLongestPositionName);
    name_->setToolTip(tr("What the position is called in the menu"));
    value_->setObjectName("positionValue");
    value_->setRange(0, slot_rule(Slot::maximum).maximum);
    value_->setValue(initial.position);
    value_->setSuffix(tr(" steps"));
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
        connect(here, &QPushButton::clicked, this, [this, at = *current] { value_->setValue(at); });
        row->addWidget(here);
    }
    auto* form = new QFormLayout;
    form->addRow(tr("&Name:"), name_);
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
    const QString why = store_({name_->text().trimmed(), value_->value()});
    if (why.isEmpty()) return accept();
    problem_->setText(tr("Not stored: %1.").arg(why));
    problem_->show();
}

}  // namespace focus::panel
