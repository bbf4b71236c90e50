package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.journal.JournalException;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Exemplar;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.index.IdSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Samples that are gathered and then committed together. Floats are kept in plain columns. */
final class Batch implements Appender {
  private static final int AT_A_TIME = 64;

  private final Head head;
  private final BlockSet blocks;
  private int size;
  private int[] ids;
  private long[] times;
  private double[] values;
  private long[] starts;
  private @Nullable Labels[] labels;
  private @Nullable NativeHistogram @Nullable [] histograms;
  private final List<Note> notes = new ArrayList<>();
  private final long judgedAt;
  private boolean closed;

  /** An exemplar or a description. */
  private record Note(
      @Nullable Labels series,
      @Nullable Exemplar exemplar,
      @Nullable String metric,
      @Nullable MetricMetadata metadata) {}

  Batch(Head head, BlockSet blocks) {
    this.head = head;
    this.blocks = blocks;
    int room = head.usualBatch();
    this.ids = new int[room];
    this.times = new long[room];
    this.values = new double[room];
    this.starts = new long[room];
    this.labels = new Labels[room];
    this.judgedAt = head.changes(); // before the first sample is judged
  }

  @Override
  public long series(Labels labels) {
    return EntryLimits.allow(labels) ? head.series(labels) + 1L : NO_SERIES;
  }

  @Override
  public long lastTime(long series) {
    int id = id(series);
    if (id < 0 || closed || head.labels(id) == null) {
      return Long.MAX_VALUE;
    }
    HeadSeries here = head.find(id);
    return Math.max(here == null ? Long.MIN_VALUE : here.lastTime(), blocks.lastTime(id));
  }

  private static int id(long reference) {
    return (int) (reference - 1);
  }

  @Override
  public Outcome append(long series, long timeMillis, double value, long startMillis) {
    int id = id(series);
    Labels known = id < 0 || closed ? null : head.labels(id);
    if (known == null) {
      return Outcome.UNKNOWN_SERIES;
    }
    Outcome outcome = head.judge(id, timeMillis, value);
    if (outcome == Outcome.ACCEPTED) {
      add(id, known, timeMillis, value, startMillis);
    } else {
      head.outcomes().count(outcome, 1);
    }
    return outcome;
  }

  @Override
  public int append(long[] series, double[] values, int count, long timeMillis) {
    if (size + count > ids.length) {
      grow(Math.max(size + count, size * 2));
    }
    @Nullable HeadSeries[] all = head.all();
    int stored = 0;
    for (int i = 0; i < count; i++) {
      int id = id(series[i]);
      HeadSeries known = id >= 0 && id < all.length ? all[id] : null;
      Labels name = known == null || closed ? null : head.labels(id);
      if (name != null && known != null && timeMillis > known.lastTime()) {
        add(id, name, timeMillis, values[i], SampleColumns.NO_START);
        stored++;
      } else if (append(series[i], timeMillis, values[i], SampleColumns.NO_START).stored()) {
        stored++;
      }
    }
    return stored;
  }

  @Override
  public Outcome append(long series, long timeMillis, NativeHistogram value, long startMillis) {
    double stale = value.isStale() ? value.sum() : 0;
    return stage(
        id(series), new Sample(timeMillis, stale, value.isStale() ? null : value, startMillis));
  }

  private Outcome stage(int id, Sample sample) {
    Labels known = id < 0 || closed ? null : head.labels(id);
    if (known == null) {
      return Outcome.UNKNOWN_SERIES;
    }
    Outcome outcome =
        EntryLimits.allow(sample.histogram()) ? head.judge(id, sample) : Outcome.INVALID;
    if (outcome == Outcome.ACCEPTED) {
      add(id, known, sample.time(), sample.value(), sample.start());
      note(sample.histogram());
    } else {
      head.outcomes().count(outcome, 1);
    }
    return outcome;
  }

  private void add(int id, Labels known, long time, double value, long start) {
    if (size == ids.length) {
      grow(size * 2);
    }
    ids[size] = id;
    labels[size] = known;
    times[size] = time;
    values[size] = value;
    starts[size] = start;
    size++;
  }

  /** Gives the sample that was just added its histogram; a stale one has none. */
  private void note(@Nullable NativeHistogram histogram) {
    if (histogram != null) {
      histograms = histograms == null ? new NativeHistogram[ids.length] : histograms;
      histograms[size - 1] = histogram;
    }
  }

  private void grow(int length) {
    ids = Arrays.copyOf(ids, length);
    times = Arrays.copyOf(times, length);
    values = Arrays.copyOf(values, length);
    starts = Arrays.copyOf(starts, length);
    labels = Arrays.copyOf(labels, length);
    histograms = histograms == null ? null : Arrays.copyOf(histograms, length);
  }

  private Sample sample(int i) {
    return new Sample(times[i], values[i], histograms == null ? null : histograms[i], starts[i]);
  }

  @Override
  public Outcome exemplar(long series, Exemplar exemplar) {
    Labels known = id(series) < 0 || closed ? null : head.labels(id(series));
    if (known == null) {
      return Outcome.UNKNOWN_SERIES;
    }
    if (!EntryLimits.allow(exemplar.labels())) {
      return Outcome.INVALID;
    }
    notes.add(new Note(known, exemplar, null, null));
    return Outcome.ACCEPTED;
  }

  @Override
  public void metadata(String metric, MetricMetadata metadata) {
    if (EntryLimits.allow(metric, metadata)) {
      notes.add(new Note(null, null, metric, metadata));
    }
  }

  @Override
  public void commit() throws IOException {
    if (!closed) {
      head.commit(this);
      close();
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  int size() {
    return size;
  }

  // What the head does with it, under its lock.

  /**
   * Judges again, now that no other batch can come between, unless none has come since. A series
   * that was forgotten since the sample was accepted comes to life again.
   */
  void dropRefused(Head head, Head.Outcomes outcomes) {
    if (head.changes() == judgedAt) {
      outcomes.count(Outcome.ACCEPTED, size);
      return;
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (head.isNewest(ids[i], times[i])) {
        move(i, kept++);
        continue;
      }
      Outcome outcome = judgeAgain(head, i);
      if (outcome == Outcome.ACCEPTED) {
        move(i, kept++);
      } else {
        outcomes.count(outcome, 1);
      }
    }
    size = kept;
    outcomes.count(Outcome.ACCEPTED, kept);
  }

  private Outcome judgeAgain(Head head, int i) {
    Labels known = labels[i];
    if (head.labels(ids[i]) == null && known != null) {
      ids[i] = head.revive(known);
    }
    return head.judge(ids[i], sample(i));
  }

  private void move(int from, int to) {
    if (from == to) {
      return;
    }
    ids[to] = ids[from];
    labels[to] = labels[from];
    times[to] = times[from];
    values[to] = values[from];
    starts[to] = starts[from];
    if (histograms != null) {
      histograms[to] = histograms[from];
    }
  }

  void writeTo(Head head, JournalParts parts, IdSet fresh) throws JournalException {
    for (int i = 0; i < size; i++) {
      Labels known = labels[i];
      if (known != null) {
        head.define(ids[i], known, fresh);
      }
    }
    for (int from = 0; from < size; ) {
      int end = from;
      while (end < size
          && end - from < JournalParts.LONGEST_RUN
          && isPlain(end)
          && times[end] == times[from]) {
        end++;
      }
      if (end == from) {
        parts.records().sample(ids[from], sample(from));
        from++;
      } else {
        writeRun(from, end, parts.records());
        from = end;
      }
      parts.next();
    }
    for (Note note : notes) {
      writeNote(note, head, parts.records(), fresh);
      parts.next();
    }
  }

  private static void writeNote(Note note, Head head, JournalRecords records, IdSet fresh)
      throws JournalException {
    if (note.exemplar() != null && note.series() != null) {
      int id = head.find(note.series());
      if (id >= 0) {
        head.define(id, note.series(), fresh);
        records.exemplar(id, note.exemplar());
      }
    } else if (note.metric() != null && note.metadata() != null) {
      records.metadata(note.metric(), note.metadata());
    }
  }

  private void writeRun(int from, int end, JournalRecords records) {
    records.samples(times[from], end - from);
    int before = 0;
    for (int i = from; i < end; i++) {
      records.value(ids[i], before, values[i]);
      before = ids[i];
    }
  }

  private boolean isPlain(int i) {
    return starts[i] == SampleColumns.NO_START && (histograms == null || histograms[i] == null);
  }

  private void applyTo(Head head, int from, int to) {
    for (int i = from; i < to; i++) {
      if (histograms == null || histograms[i] == null) {
        head.add(ids[i], times[i], values[i], starts[i]);
      } else {
        head.add(ids[i], sample(i));
      }
    }
  }

  void applyTo(Head head) {
    for (int from = 0; from < size; from += AT_A_TIME) {
      int to = Math.min(size, from + AT_A_TIME);
      head.touch(ids, from, to);
      applyTo(head, from, to);
    }
    for (Note note : notes) {
      if (note.exemplar() != null && note.series() != null) {
        head.addExemplar(note.series(), note.exemplar());
      } else if (note.metric() != null && note.metadata() != null) {
        head.addMetadata(note.metric(), note.metadata());
      }
    }
  }
}
