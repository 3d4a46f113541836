#include "panel/focuser_section.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "panel/compensation_row.h"
#include "panel/focuser_menu.h"
#include "panel/menu_button.h"
#include "panel/move_controls.h"
#include "panel/position_dialog.h"
#include "panel/position_display.h"

namespace focus::panel {

FocuserSection::FocuserSection(PanelFocuser& focuser, Preferences& preferences, StoredPositions& positions,
                               QWidget* parent)
    : Section(tr("Focuser"), parent),
      focuser_(focuser),
      positions_(positions),
      moves_(new MoveControls(focuser, preferences)),
      menu_(new FocuserMenu(positions, preferences, this)) {
    auto* display = new PositionDisplay(focuser, preferences);
    auto* compensation = new CompensationRow(focuser);
    auto* cog = new MenuButton(*menu_, Symbol::cogwheel, QKeySequence("F9"));
    cog->setObjectName("focuserMenuButton");
    cog->setToolTip(tr("Stored positions, coarse multiplier, focuser settings (F9)"));
    header()->addWidget(cog);
    body()->addWidget(display);
    body()->addWidget(moves_);
    body()->addWidget(compensation);

    connect(display, &PositionDisplay::said, this, &FocuserSection::say);
    connect(compensation, &CompensationRow::said, this, &FocuserSection::say);
    connect(menu_, &FocuserMenu::addWanted, this, &FocuserSection::addPosition);
    connect(menu_, &FocuserMenu::editWanted, this, &FocuserSection::editPosition);
    connect(menu_, &FocuserMenu::chosen, moves_, &MoveControls::setAbsolute);
    connect(menu_, &FocuserMenu::coarseMultiplierChanged, moves_, &MoveControls::showSteps);
    connect(menu_, &FocuserMenu::settingsWanted, this, &FocuserSection::settingsWanted);
}

void FocuserSection::halt() { moves_->halt(); }

const QWidget& FocuserSection::haltButton() const { return moves_->haltButton(); }

void FocuserSection::say(const QString& sentence) { moves_->say(sentence); }

void FocuserSection::addPosition() {
    const std::optional<int> here =
        focuser_.connected() ? std::optional(focuser_.state().position.steps) : std::nullopt;
    const StoredPosition initial{QString(), moves_->absolute().value_or(here.value_or(0))};
    auto* dialog = new PositionDialog(
        tr("Add position"), initial, here, [this](const StoredPosition& wanted) { return positions_.add(wanted); },
        this);
    dialog->show();
}

void FocuserSection::editPosition(std::size_t index) {
    if (index >= positions_.all().size()) return;
    const std::optional<int> here =
        focuser_.connected() ? std::optional(focuser_.state().position.steps) : std::nullopt;
    const StoredPosition before = positions_.all()[index];
    auto* dialog = new PositionDialog(
        tr("Edit position"), before, here,
        [this, before](const StoredPosition& wanted) {
            // The list may have changed while the dialog was open.
            const auto& all = positions_.all();
            const auto at = std::find(all.begin(), all.end(), before);
            return at == all.end() ? positions_.add(wanted)
                                   : positions_.change(static_cast<std::size_t>(at - all.begin()), wanted);
        },
        this);
    dialog->show();
}

}  // namespace focus::panel
