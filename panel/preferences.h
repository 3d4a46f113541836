// Preferences: what the panel remembers between two starts, and nothing that belongs to the device. A file of its own
// in the settings folder, panel.ini; what cannot be read is a default, and said once. GUI thread.
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace focus::panel {

/// In place of a port's address: the simulated focuser, wherever that is this time.
inline constexpr auto kSimulatorPort = "simulator";

enum class Mode {
    direct,  ///< the panel owns the cable
    shared,  ///< through a hub
};

class Preferences {
public:
    /// Also for tests: any file. Empty: panel.ini in the settings folder.
    explicit Preferences(const QString& path = {});

    /// Why the file is not what it was, in words; empty if all is well.
    QString problem() const { return problem_; }

    /// False before the user has ever chosen a connection.
    bool connectionChosen() const { return file_.contains("connection/mode"); }
    Mode mode() const;
    void setMode(Mode mode);
    /// "serial:/dev/...", "tcp:HOST:PORT", `kSimulatorPort`; empty: none chosen.
    QString port() const { return file_.value("connection/port").toString(); }
    void setPort(const QString& port) { file_.setValue("connection/port", port); }
    /// "alpaca://HOST:PORT/N"; the hub on this computer when none was chosen.
    QString hub() const;
    void setHub(const QString& address) { file_.setValue("connection/hub", address); }
    bool resetOnConnect() const { return flag("connection/reset_on_connect", false); }
    void setResetOnConnect(bool on) { file_.setValue("connection/reset_on_connect", on); }
    bool connectAtStart() const { return flag("connection/connect_at_start", false); }
    void setConnectAtStart(bool on) { file_.setValue("connection/connect_at_start", on); }

    int fineStep() const { return number("focuser/fine_step", 10, 1, 100000); }  ///< steps
    void setFineStep(int steps) { file_.setValue("focuser/fine_step", steps); }
    int coarseMultiplier() const { return number("focuser/coarse_multiplier", 10, 2, 10); }
    void setCoarseMultiplier(int times) { file_.setValue("focuser/coarse_multiplier", times); }
    bool motorIcon() const { return flag("focuser/motor_icon", true); }
    void setMotorIcon(bool shown) { file_.setValue("focuser/motor_icon", shown); }

    bool stayOnTop() const { return flag("window/stay_on_top", false); }
    void setStayOnTop(bool on) { file_.setValue("window/stay_on_top", on); }
    bool nightMode() const { return flag("window/night", false); }
    void setNightMode(bool on) { file_.setValue("window/night", on); }
    QByteArray geometry(const QString& window) const { return file_.value("window/" + window).toByteArray(); }
    void setGeometry(const QString& window, const QByteArray& g) { file_.setValue("window/" + window, g); }

    /// What the charts window keeps: view, period [s], sampling [ms], collect to file.
    int chartView() const { return number("charts/view", 0, 0, 1); }
    void setChartView(int view) { file_.setValue("charts/view", view); }
    bool chartShowsPosition() const { return flag("charts/position_too", false); }
    void setChartShowsPosition(bool on) { file_.setValue("charts/position_too", on); }
    int chartPeriod() const { return number("charts/period", 24 * 3600, 3600, 7 * 24 * 3600); }
    void setChartPeriod(int seconds) { file_.setValue("charts/period", seconds); }
    int chartSampling() const { return number("charts/sampling", 5000, 500, 60000); }
    void setChartSampling(int milliseconds) { file_.setValue("charts/sampling", milliseconds); }
    bool collectToFile() const { return flag("charts/collect_to_file", true); }
    void setCollectToFile(bool on) { file_.setValue("charts/collect_to_file", on); }

    void sync() { file_.sync(); }

private:
    bool flag(const char* key, bool otherwise) const;
    int number(const char* key, int otherwise, int low, int high) const;

    QSettings file_;
    QString problem_;
};

/// For QSettings and everything else that wants a path: the settings folder's, the documents folder's; as the system
/// writes paths.
QString settingsPath(const QString& name);
QString documentsPath(const QString& name = {});
/// Where a dialog for files begins: the documents folder, which may not be there before the first night; else the home.
QString folderForFiles();

}  // namespace focus::panel
