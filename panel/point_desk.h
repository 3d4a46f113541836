// PointDesk: the calculator's points between the window and the disk. A change shows at once and is written to
// points.csv by a thread of its own, which then works out the fit; changes of other programs are seen by themselves.
// What cannot be written stays in the table and is tried again. GUI thread; nothing waits but the destructor, for
// changes that are not written yet, and `saveNow`.
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>
#include <functional>
#include <memory>
#include <vector>

#include "core/compensation/compensation_fit.h"
#include "core/compensation/fit_view.h"
#include "core/compensation/importers/import_points.h"
#include "core/compensation/point_table.h"
#include "core/compensation/telescopes.h"
#include "panel/unsaved_points.h"

namespace focus::panel {

class PointDesk : public QObject {
    Q_OBJECT

public:
    explicit PointDesk(const QString& path, QObject* parent = nullptr);
    ~PointDesk() override;

    const QString& path() const { return path_; }
    /// As the user has made them, also where the file does not have it so yet.
    const std::vector<FocusPoint>& points() const { return points_; }
    /// Of the points at the last look at the file; of several telescopes those of the chosen one.
    const CompensationFit& fit() const { return known_->fit; }
    /// The points at the same places, those of other telescopes as not used.
    const std::vector<FocusPoint>& fitted() const { return known_->points; }
    const FitView& view() const { return known_->view; }
    /// Those of these points; the one that was focused last first.
    const std::vector<Telescope>& telescopes() const { return known_->telescopes; }
    /// The one that the fit is of: the chosen one, or, when there is none of that name, the first.
    QString telescope() const { return QString::fromStdString(known_->telescope); }
    void choose(const QString& telescope);
    /// The fit is that of `points()`.
    bool settled() const { return pending_ == 0; }
    /// What is wrong with the file, what is not in it yet, and what could not be done since the last change that was,
    /// in words; empty if nothing is.
    QString problem() const;
    /// Which added and changed points are not in the file, and why, in words; empty if all are, or will be in a moment.
    QString unsaved() const { return unsaved_; }
    /// What is not in the file is written once more, now; `unsaved` then knows how it went. Blocks: for the end of the
    /// session only.
    void saveNow();

    void add(const FocusPoint& point);
    void replace(std::size_t index, const FocusPoint& point);
    void drop(const std::vector<std::size_t>& indices);
    /// Takes back the last change; again: makes it again.
    void undo();
    /// Looks whether another program has changed the file.
    void look();
    /// Files, and folders with all that is in them, after those of the import under way; `imported` tells what came of
    /// it.
    void import(const QStringList& paths);
    /// Writes the points to another file, as CSV; `exported` tells.
    void exportTo(const QString& path);

signals:
    void pointsChanged();
    void fitChanged();
    void problemChanged();
    /// What came of an import, in a sentence, and what could not be read.
    void imported(const QString& summary, const QStringList& problems);
    /// `problem` is empty when the file was written.
    void exported(const QString& path, const QString& problem);

private:
    struct Known {
        std::vector<FocusPoint> table;
        std::vector<Telescope> telescopes;
        std::string chosen;              // by the user
        std::string telescope;           // that the fit is of
        std::vector<FocusPoint> points;  // of the fit
        CompensationFit fit;
        FitView view;
    };
    /// On the disk's thread; gives why it could not be made.
    using Change = std::function<std::string()>;
    struct Outcome {
        std::string refused, broken;
        std::vector<UnsavedPoints::Lost> lost;
        std::vector<FocusPoint> unsaved;
        std::string why_unsaved;
        std::shared_ptr<const Known> known;  // nothing if it is as before
    };
    struct Refusal {
        QString what, why;
    };

    /// `what`: the change in words, for the case that it fails; empty: a look without a change.
    void post(const QString& what, Change change);
    Outcome work(const Change& change, const std::string& chosen);
    void receive(const QString& what, const Outcome& outcome);
    void collectRefusals(const QString& what, const Outcome& outcome);
    void saveAgain();
    void waitForDisk();
    void addImported(const std::shared_ptr<Imported>& found);
    void watch();

    QString path_;
    std::vector<FocusPoint> points_;
    std::string chosen_;
    std::shared_ptr<const Known> known_;
    QString broken_, unsaved_;
    QList<Refusal> refused_;  // since the last change that was made
    int pending_ = 0;
    QFileSystemWatcher watcher_;
    QTimer soon_, again_;
    // The disk's thread only.
    PointTable table_;
    UnsavedPoints edits_{table_};
    std::string why_unsaved_;
    std::shared_ptr<const Known> seen_;
    // Last: their threads end before what they use.
    QThreadPool disk_, imports_;
};

/// "12.4 C at 15230".
QString pointText(const FocusPoint& point);

}  // namespace focus::panel
