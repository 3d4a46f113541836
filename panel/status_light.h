// StatusLight: the indicator of the connection: grey ring not connected, green disc connected, red disc while bytes
// move. The word beside it says the same. GUI thread.
#pragma once

#include <QTimer>
#include <QWidget>

namespace focus::panel {

class StatusLight : public QWidget {
    Q_OBJECT

public:
    explicit StatusLight(QWidget* parent = nullptr);

    enum class Light { off, connecting, connected };
    void set(Light light);
    /// Red for about a tenth of a second; only while connected.
    void blink();
    bool isRed() const { return light_ == Light::connected && red_.isActive(); }

    QSize sizeHint() const override { return {14, 14}; }

signals:
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Light light_ = Light::off;
    QTimer red_;   // while it runs the light is red
    QTimer rest_;  // then it is green for a while, so that steady traffic blinks too
};

}  // namespace focus::panel
