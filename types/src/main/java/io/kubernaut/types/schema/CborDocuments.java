package io.kubernaut.types.schema;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into CBOR items by following their heads: a kind in three bits and a length or
 * count. Containers that are open are a stack of the items they still want; no recursion, no trust
 * in a length before its bytes are there.
 */
final class CborDocuments implements Format.Documents {

  private static final long UNTIL_BREAK = -1;
  private static final int INDEFINITE = 31;

  private final Bytes bytes;
  private final long[] wanted;
  private int depth;

  CborDocuments(Bytes bytes, int maxDepth) {
    this.bytes = bytes;
    this.wanted = new long[maxDepth + 2];
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    if (bytes.peek() < 0) {
      return null;
    }
    depth = 0;
    push(1);
    while (depth > 0) {
      item();
      while (depth > 0 && wanted[depth - 1] == 0) {
        depth--;
      }
    }
    return bytes.take();
  }

  private void item() throws IOException {
    int head = bytes.keep();
    require(head >= 0, "the item has no end", "Check whether it was cut off.");
    if (head == 0xFF) {
      require(wanted[depth - 1] == UNTIL_BREAK, "a break without a container", "Check the writer.");
      depth--;
      return;
    }
    int kind = head >> 5;
    if (kind != 6 && wanted[depth - 1] > 0) {
      wanted[depth - 1]--;
    }
    long argument = argument(head & 0x1F);
    switch (kind) {
      case 2, 3 -> content(argument);
      case 4 -> push(argument);
      case 5 -> push(argument == UNTIL_BREAK || argument > 1L << 31 ? argument : 2 * argument);
      default -> {}
    }
  }

  private void content(long length) throws IOException {
    if (length == UNTIL_BREAK) {
      push(UNTIL_BREAK);
      return;
    }
    for (long i = 0; i < length; i++) {
      require(bytes.keep() >= 0, "the item has no end", "Check whether it was cut off.");
    }
  }

  private long argument(int information) throws IOException {
    if (information < 24) {
      return information;
    }
    if (information == INDEFINITE) {
      return UNTIL_BREAK;
    }
    require(information < 28, "a head that means nothing", "Check the writer.");
    long argument = 0;
    for (int i = 0; i < 1 << (information - 24); i++) {
      argument = (argument << 8) | Math.max(0, bytes.keep());
    }
    return argument;
  }

  private void push(long items) {
    require(
        depth < wanted.length && items >= UNTIL_BREAK && items < 1L << 32,
        "containers nested too deeply or too long",
        "Raise Limits if it is right.");
    wanted[depth++] = items;
  }

  private static void require(boolean holds, String problem, String remedy) {
    if (!holds) {
      throw new InvalidDocumentException(
          "sequence",
          List.of(new Violation("", problem, "is not a well-formed CBOR sequence", remedy)));
    }
  }
}
