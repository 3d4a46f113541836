// HaltButton: big, with a red border in a thickness that no other button has.
#pragma once

#include <QPushButton>

namespace focus::panel {

class HaltButton : public QPushButton {
    Q_OBJECT

public:
    explicit HaltButton(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace focus::panel
