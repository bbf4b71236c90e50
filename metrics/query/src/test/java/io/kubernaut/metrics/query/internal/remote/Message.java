package io.kubernaut.metrics.query.internal.remote;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes protobuf, field by field. */
public final class Message {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public Message number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  public Message signed(int field, long value) {
    return number(field, (value << 1) ^ (value >> 63));
  }

  public Message real(int field, double value) {
    varint(((long) field << 3) | 1);
    out.writeBytes(bytes(value));
    return this;
  }

  private static byte[] bytes(double value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array();
  }

  public Message text(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  public Message message(int field, Message inner) {
    return bytes(field, inner.bytes());
  }

  public Message bytes(int field, byte[] bytes) {
    varint(((long) field << 3) | 2);
    varint(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  public Message packed(int field, long... numbers) {
    Message inner = new Message();
    for (long number : numbers) {
      inner.varint(number);
    }
    return bytes(field, inner.bytes());
  }

  public Message packedSigned(int field, long... numbers) {
    Message inner = new Message();
    for (long number : numbers) {
      inner.varint((number << 1) ^ (number >> 63));
    }
    return bytes(field, inner.bytes());
  }

  public Message packedReal(int field, double... numbers) {
    Message inner = new Message();
    for (double number : numbers) {
      inner.out.writeBytes(bytes(number));
    }
    return bytes(field, inner.bytes());
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  // Remote write 1.0

  public static Message label(String name, String value) {
    return new Message().text(1, name).text(2, value);
  }

  /** Begins a time series with labels. */
  public static Message series(String... namesAndValues) {
    Message series = new Message();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      series.message(1, label(namesAndValues[i], namesAndValues[i + 1]));
    }
    return series;
  }

  public Message sample(double value, long time) {
    return message(2, new Message().real(1, value).number(2, time));
  }
}
