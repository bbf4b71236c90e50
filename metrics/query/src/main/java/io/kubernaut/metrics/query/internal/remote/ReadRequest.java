package io.kubernaut.metrics.query.internal.remote;

import io.kubernaut.metrics.store.LabelMatcher;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code prometheus.ReadRequest}, the message of remote read:
 *
 * <pre>
 *   ReadRequest  1 query*, 2 accepted response types (0 samples, 1 streamed chunks)
 *   Query        1 from (ms), 2 to (ms), 3 matcher*
 *   Matcher      1 type (0 =, 1 !=, 2 =~, 3 !~), 2 name, 3 value
 * </pre>
 */
public record ReadRequest(List<Query> queries, Form form) {

  private static final int MOST_QUERIES = 100;
  private static final int MOST_MATCHERS = 1_000;
  private static final int MOST_TEXT = 64 << 10;

  public ReadRequest {
    queries = List.copyOf(queries);
  }

  /**
   * How to answer: as the first of the accepted ways that is known; with samples if none is said.
   */
  public enum Form {
    SAMPLES,
    CHUNKS,
    UNKNOWN
  }

  /** What is wanted: series and the time, both ends included. */
  public record Query(List<LabelMatcher> matchers, long from, long to) {
    public Query {
      matchers = List.copyOf(matchers);
    }
  }

  public static ReadRequest read(byte[] body, int mostBytes) throws MalformedMessageException {
    int length = SnappyBlock.length(body, mostBytes);
    byte[] plain = new byte[length + SnappyBlock.SLACK];
    SnappyBlock.unpack(body, length, plain);
    MessageCursor in = new MessageCursor();
    in.over(plain, 0, length);
    return read(in);
  }

  private static ReadRequest read(MessageCursor in) throws MalformedMessageException {
    List<Query> queries = new ArrayList<>();
    Form form = Form.UNKNOWN;
    boolean types = false;
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag >>> 3 == 1) {
        queries.add(query(in));
      } else if (tag >>> 3 == 2) {
        types = true;
        form = first(form, in, tag);
      } else {
        in.skip(tag);
      }
      requireAtMost(queries.size(), MOST_QUERIES, "queries");
    }
    return new ReadRequest(queries, types ? form : Form.SAMPLES);
  }

  /** Returns the form known before, or the first known one of those that come. */
  private static Form first(Form known, MessageCursor in, int tag)
      throws MalformedMessageException {
    if ((tag & 7) != MessageCursor.BYTES) {
      return first(known, in.varint());
    }
    Form form = known;
    int outer = in.enter();
    while (in.hasMore()) {
      form = first(form, in.varint());
    }
    in.leave(outer);
    return form;
  }

  private static Form first(Form known, long type) {
    if (known != Form.UNKNOWN) {
      return known;
    }
    return type == 0 ? Form.SAMPLES : type == 1 ? Form.CHUNKS : Form.UNKNOWN;
  }

  private static Query query(MessageCursor in) throws MalformedMessageException {
    int outer = in.enter();
    List<LabelMatcher> matchers = new ArrayList<>();
    long from = 0;
    long to = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag >>> 3) {
        case 1 -> from = in.varint();
        case 2 -> to = in.varint();
        case 3 -> matchers.add(matcher(in));
        default -> in.skip(tag);
      }
      requireAtMost(matchers.size(), MOST_MATCHERS, "matchers");
    }
    in.leave(outer);
    return new Query(matchers, from, to);
  }

  private static void requireAtMost(int given, int most, String what)
      throws MalformedMessageException {
    if (given > most) {
      throw new MalformedMessageException("The request has more than %d %s.".formatted(most, what));
    }
  }

  private static LabelMatcher matcher(MessageCursor in) throws MalformedMessageException {
    int outer = in.enter();
    long type = 0;
    String name = "";
    String value = "";
    LabelReader texts = new LabelReader(1, MOST_TEXT);
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag >>> 3) {
        case 1 -> type = in.varint();
        case 2 -> name = texts.plainText(in);
        case 3 -> value = texts.plainText(in);
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    return matcher(type, name, value);
  }

  private static LabelMatcher matcher(long type, String name, String value)
      throws MalformedMessageException {
    LabelMatcher.Operator[] operators = LabelMatcher.Operator.values();
    if (type < 0 || type >= operators.length) {
      throw new MalformedMessageException("There is no matcher of type %d.".formatted(type));
    }
    try {
      return LabelMatcher.of(name, operators[(int) type], value);
    } catch (IllegalArgumentException invalid) {
      throw new MalformedMessageException(String.valueOf(invalid.getMessage()));
    }
  }
}
