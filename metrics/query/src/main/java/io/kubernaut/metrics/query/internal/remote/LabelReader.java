package io.kubernaut.metrics.query.internal.remote;

import io.kubernaut.metrics.store.Labels;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Reads the labels of a series that is new. For one thread. */
final class LabelReader {

  private static final int LABEL = 1 << 3 | MessageCursor.BYTES;
  private static final int NAME = 1 << 3 | MessageCursor.BYTES;
  private static final int VALUE = 2 << 3 | MessageCursor.BYTES;

  private static final byte[] NOTHING = {};

  private final int mostLabels;
  private final int mostBytes;
  private final MessageCursor cursor = new MessageCursor();
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

  LabelReader(int mostLabels, int mostBytes) {
    this.mostLabels = mostLabels;
    this.mostBytes = mostBytes;
  }

  /** Thrown for labels that can be read and make no sense: the series is refused, not the rest. */
  static final class InvalidLabelsException extends Exception {

    private static final long serialVersionUID = 1;

    InvalidLabelsException(String message) {
      super(message, null, false, false);
    }
  }

  /** Reads label fields, one behind the other, of a series: it must have a name. */
  Labels series(byte[] bytes, int from, int to)
      throws MalformedMessageException, InvalidLabelsException {
    Labels labels = labels(bytes, from, to);
    if (!labels.has(Labels.NAME)) {
      throw new InvalidLabelsException("series %s has no label __name__".formatted(labels));
    }
    return labels;
  }

  /** Reads label fields, one behind the other. */
  Labels labels(byte[] bytes, int from, int to)
      throws MalformedMessageException, InvalidLabelsException {
    cursor.over(bytes, from, to);
    try {
      return labels();
    } finally {
      cursor.over(NOTHING, 0, 0); // a long body is not held on to
    }
  }

  private Labels labels() throws MalformedMessageException, InvalidLabelsException {
    Map<String, String> labels = new TreeMap<>();
    while (cursor.hasMore()) {
      int tag = cursor.tag();
      if (tag == LABEL) {
        int outer = cursor.enter();
        label(labels);
        cursor.leave(outer);
      } else {
        cursor.skip(tag);
      }
    }
    return Labels.of(labels);
  }

  /** Returns how many bytes the label fields of one series can have that are not refused. */
  long mostSize() {
    return mostLabels * (2L * mostBytes + LabelBytes.LONGEST_HEADS);
  }

  private void label(Map<String, String> labels)
      throws MalformedMessageException, InvalidLabelsException {
    String name = "";
    String value = "";
    while (cursor.hasMore()) {
      int tag = cursor.tag();
      if (tag == NAME) {
        name = text();
      } else if (tag == VALUE) {
        value = text();
      } else {
        cursor.skip(tag);
      }
    }
    add(labels, name, value);
  }

  private void add(Map<String, String> labels, String name, String value)
      throws InvalidLabelsException {
    if (name.isEmpty()) {
      throw new InvalidLabelsException(
          "a label with the value \"%s\" has no name".formatted(value));
    }
    if (labels.put(name, value) != null) {
      throw new InvalidLabelsException("label \"%s\" is given twice".formatted(name));
    }
    if (labels.size() > mostLabels) {
      throw new InvalidLabelsException("a series has more than %d labels".formatted(mostLabels));
    }
  }

  private String text() throws MalformedMessageException, InvalidLabelsException {
    int end = cursor.lengthEnd();
    int length = end - cursor.at();
    if (length > mostBytes) {
      throw new InvalidLabelsException(
          "a label's name or value has %d bytes; at most %d are allowed"
              .formatted(length, mostBytes));
    }
    String text = text(cursor.bytes(), cursor.at(), length);
    cursor.moveTo(end);
    return text;
  }

  String text(byte[] bytes, int at, int length) throws InvalidLabelsException {
    try {
      return utf8.decode(ByteBuffer.wrap(bytes, at, length)).toString();
    } catch (CharacterCodingException malformed) {
      throw new InvalidLabelsException("a label is no well-formed UTF-8");
    }
  }

  /** Reads a text for people: what is malformed in it is replaced. */
  String plainText(byte[] bytes, int from, int end) throws MalformedMessageException {
    if (end - from > mostBytes) {
      throw new MalformedMessageException(
          "A text of the metadata has %d bytes; at most %d are allowed."
              .formatted(end - from, mostBytes));
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  /** Reads the text that comes next, for people: what is malformed in it is replaced. */
  String plainText(MessageCursor in) throws MalformedMessageException {
    int end = in.lengthEnd();
    String text = plainText(in.bytes(), in.at(), end);
    in.moveTo(end);
    return text;
  }
}
