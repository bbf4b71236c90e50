package io.kubernaut.core.storage.journal;

import io.kubernaut.core.runtime.PlatformEvent;
import java.time.Instant;
import java.util.Map;

/** What happens to a journal, on the platform's event stream. */
public sealed interface JournalEvent extends PlatformEvent {

  /**
   * Bytes were found that are not what was written. They were copied aside, the rest is served.
   *
   * @param time when it was found
   * @param source the journal's name
   * @param file the file
   * @param from the first damaged byte
   * @param to behind the last one
   * @param recordsLost how many records are known to be lost
   * @param copy the file in the quarantine that holds the bytes, or why there is none
   */
  record DamageFound(
      Instant time, String source, String file, long from, long to, long recordsLost, String copy)
      implements JournalEvent {

    @Override
    public String type() {
      return "journal.damageFound";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of(
          "file", file,
          "from", Long.toString(from),
          "to", Long.toString(to),
          "recordsLost", Long.toString(recordsLost),
          "copy", copy);
    }
  }

  /**
   * The journal ended in something unfinished when it was opened, as after a crash. Nothing of it
   * had been acknowledged as forced.
   *
   * @param time when it was found
   * @param source the journal's name
   * @param file the last segment
   * @param from where the journal ends now
   * @param bytes how much is left out
   * @param copy the file in the quarantine that holds whole records of it, or an empty text if
   *     there was none
   */
  record TailCut(Instant time, String source, String file, long from, long bytes, String copy)
      implements JournalEvent {

    @Override
    public String type() {
      return "journal.tailCut";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of(
          "file", file, "from", Long.toString(from), "bytes", Long.toString(bytes), "copy", copy);
    }
  }

  /**
   * Writing has begun to fail. Appends are refused until it works again; each tries.
   *
   * @param time when
   * @param source the journal's name
   * @param problem what the disk said
   */
  record WritingFailed(Instant time, String source, String problem) implements JournalEvent {

    @Override
    public String type() {
      return "journal.writingFailed";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("problem", problem);
    }
  }

  /**
   * Writing works again.
   *
   * @param time when
   * @param source the journal's name
   * @param refused how many records were refused meanwhile
   */
  record WritingResumed(Instant time, String source, long refused) implements JournalEvent {

    @Override
    public String type() {
      return "journal.writingResumed";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("refused", Long.toString(refused));
    }
  }

  /**
   * The disk failed to force what had been acknowledged under a setting that forces later. The
   * records can be read as long as the system remembers them, and may be gone after a restart.
   *
   * @param time when
   * @param source the journal's name
   * @param first the first record in doubt
   * @param last the last record in doubt
   * @param problem what the disk said
   */
  record DurabilityLost(Instant time, String source, long first, long last, String problem)
      implements JournalEvent {

    @Override
    public String type() {
      return "journal.durabilityLost";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("first", Long.toString(first), "last", Long.toString(last), "problem", problem);
    }
  }
}
