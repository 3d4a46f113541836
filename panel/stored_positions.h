// StoredPositions: the user's named positions, a file positions.csv in the settings folder, a line `name,position` each
// below a header line. It is replaced in one step, on a thread of its own; a file that cannot be understood is named
// and never written over. GUI thread.
#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>
#include <vector>

namespace focus::panel {

struct StoredPosition {
    QString name;  ///< 1 to 60 characters, no control characters
    int position = 0;

    bool operator==(const StoredPosition&) const = default;
};

constexpr std::size_t kMostStoredPositions = 200;
constexpr int kLongestPositionName = 60;

class StoredPositions : public QObject {
    Q_OBJECT

public:
    /// Reads the file; one that is not there holds no positions. Empty: positions.csv in the settings folder.
    explicit StoredPositions(const QString& path = {}, QObject* parent = nullptr);
    /// Waits for what is being written.
    ~StoredPositions() override;

    const std::vector<StoredPosition>& all() const { return all_; }
    /// What is wrong with the file, naming the line and what is allowed; empty if all is well. While there is a problem
    /// changes live until the end of the program only.
    QString problem() const { return problem_; }
    /// Why changes are not in the file; empty if they are, or will be in a moment.
    QString unsaved() const { return unsaved_; }

    /// What is not in the file is written once more, now; `unsaved` then knows how it went. Blocks: for the end of the
    /// session only.
    void saveNow();

    /// Each gives why it was not done, in words, or nothing.
    QString add(const StoredPosition& position);
    QString change(std::size_t index, const StoredPosition& position);
    void remove(std::size_t index);
    /// Adds `steps` to each, or to none.
    QString shift(int steps);
    /// Why `shift` would not be done; empty if it would.
    QString obstacle(int steps) const;

signals:
    void changed();
    /// The file could not be written; in words.
    void failed(const QString& problem);

private:
    void save();
    void waitForWriter();
    void receiveWritten(const QString& problem);

    QString path_;
    QString problem_, unsaved_;
    QTimer again_;
    std::vector<StoredPosition> all_;
    QThreadPool writer_;
};

/// What the file holds. Sets `problem` (naming the line) and gives nothing if any line is wrong.
std::vector<StoredPosition> parsePositions(const QByteArray& text, QString& problem);
QByteArray positionsText(const std::vector<StoredPosition>& positions);

}  // namespace focus::panel
