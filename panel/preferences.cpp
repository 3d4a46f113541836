#include "panel/preferences.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include "core/files/user_folders.h"

namespace focus::panel {

QString settingsPath(const QString& name) {
    return QDir::toNativeSeparators(QString::fromStdString(settings_folder()) + "/" + name);
}

QString documentsPath(const QString& name) {
    const QString folder = QString::fromStdString(documents_folder());
    return name.isEmpty() ? folder : QDir::toNativeSeparators(folder + "/" + name);
}

QString folderForFiles() { return QDir(documentsPath()).exists() ? documentsPath() : QDir::homePath(); }

Preferences::Preferences(const QString& path)
    : file_(path.isEmpty() ? settingsPath("panel.ini") : path, QSettings::IniFormat) {
    const auto words = [](const char* text) { return QCoreApplication::translate("Preferences", text); };
    const QString name = QDir::toNativeSeparators(file_.fileName());
    if (file_.status() == QSettings::FormatError) {
        problem_ = words("%1 is damaged: the panel begins with its usual settings.").arg(name);
        file_.clear();
    } else if (file_.status() == QSettings::AccessError ||
               (QFileInfo::exists(file_.fileName()) && !file_.isWritable())) {
        problem_ = words("%1 cannot be written: the panel will not remember its settings.").arg(name);
    }
}

Mode Preferences::mode() const {
    return file_.value("connection/mode").toString() == "direct" ? Mode::direct : Mode::shared;
}

void Preferences::setMode(Mode mode) { file_.setValue("connection/mode", mode == Mode::direct ? "direct" : "shared"); }

QString Preferences::hub() const {
    const QString address = file_.value("connection/hub").toString();
    return address.isEmpty() ? QStringLiteral("alpaca://127.0.0.1:11111/0") : address;
}

bool Preferences::flag(const char* key, bool otherwise) const {
    const QString text = file_.value(key).toString();
    return text == "true" ? true : text == "false" ? false : otherwise;
}

int Preferences::number(const char* key, int otherwise, int low, int high) const {
    bool good = false;
    const int value = file_.value(key).toInt(&good);
    return good && value >= low && value <= high ? value : otherwise;
}

}  // namespace focus::panel
