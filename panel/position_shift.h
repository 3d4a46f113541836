// PositionShift: what this computer keeps of places on the focuser's scale, and its way along when the scale's zero is
// moved: the stored positions, the calculator's points of this night, and a line in the notes if they are open. Of the
// points only those of the telescope that was focused last tonight. GUI thread; nothing in it waits but the destructor.
#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <functional>
#include <string>

namespace focus::panel {

class NotesWindow;
class StoredPositions;

class PositionShift : public QObject {
    Q_OBJECT

public:
    /// `positions` must outlive it; `notes` gives the window or null.
    PositionShift(StoredPositions& positions, const QString& pointsPath, std::function<NotesWindow*()> notes,
                  QObject* parent = nullptr);
    /// Waits for what is being written.
    ~PositionShift() override;

    /// Of one night and one telescope.
    struct Points {
        std::string session, telescope;
        std::size_t count = 0;
    };

    /// Looks which points there are; `looked` comes.
    void look();
    const Points& seen() const { return points_; }
    /// As looked: "3 stored positions, 2 points of this night and the open notes"; empty: nothing is kept.
    QString kept() const;
    /// Why a shift by so many steps is not possible; empty if it is.
    QString obstacle(int steps) const;

    /// The focuser's position `before` is called `after` from now on, and so is all that is kept, of the calculator's
    /// points these; also for the way back. `shifted` comes.
    void shift(int before, int after, const Points& points);

signals:
    void looked();
    /// `problem`: what did not go along, in words.
    void shifted(const QString& problem);

private:
    bool notesAreOpen() const;

    StoredPositions& positions_;
    std::string path_;
    std::function<NotesWindow*()> notes_;
    Points points_;
    QThreadPool disk_;  // last: its thread ends before what it uses
};

}  // namespace focus::panel
