package io.kubernaut.types.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of addresses, IPv4 or IPv6. Blocks of different families never meet.
 *
 * <p>Two blocks are disjoint, equal, or one holds the other; there is no partial overlap. Names are
 * never resolved.
 */
public final class Cidr {

  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:(" + OCTET + "(?:\\." + OCTET + "){3})|([0-9a-fA-F:.]*:[0-9a-fA-F:.]*))/(\\d{1,3})");
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private final BigInteger address;
  private final int prefix;
  private final int bits;

  private Cidr(BigInteger address, int prefix, int bits) {
    this.address = address;
    this.prefix = prefix;
    this.bits = bits;
  }

  /**
   * Parses a block.
   *
   * @param text for example {@code 10.0.0.0/8} or {@code 2001:db8::/32}
   * @return the block
   * @throws IllegalArgumentException if the text is no block, or has bits set behind its prefix
   */
  @JsonCreator
  public static Cidr parse(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (text.length() > 64 || !parts.matches()) {
      throw invalid(text, "it is not an address, '/' and a prefix length");
    }
    int bits = parts.group(1) == null ? 128 : 32;
    BigInteger address = address(text, bits == 32 ? parts.group(1) : parts.group(2), bits);
    int prefix = Integer.parseInt(parts.group(3));
    if (prefix > bits) {
      throw invalid(text, "a prefix has at most " + bits + " bits here");
    }
    if (address.signum() != 0 && address.getLowestSetBit() < bits - prefix) {
      throw invalid(text, "bits behind the prefix are set; clear them, or use /" + bits);
    }
    return new Cidr(address, prefix, bits);
  }

  /**
   * Parses a block, or an address as the block of it alone.
   *
   * @param text for example {@code 10.0.0.1} or {@code ::1}
   * @return the block
   * @throws IllegalArgumentException if the text is neither
   */
  public static Cidr ofAddressOrBlock(String text) {
    return text.contains("/") ? parse(text) : parse(text + (text.contains(":") ? "/128" : "/32"));
  }

  private static BigInteger address(String text, String address, int bits) {
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      BigInteger number = new BigInteger(1, bytes);
      // Java turns ::ffff:a.b.c.d into an IPv4 address: put it back where it was written.
      boolean mapped = bits == 128 && bytes.length == 4;
      return mapped ? new BigInteger(1, MAPPED).shiftLeft(32).or(number) : number;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(invalid(text, "it is no address").getMessage(), e);
    }
  }

  private static IllegalArgumentException invalid(String text, String why) {
    return new IllegalArgumentException(
        "Invalid block \""
            + text
            + "\": "
            + why
            + ". Write for example \"10.0.0.0/8\" or \"2001:db8::/32\".");
  }

  /**
   * Tells whether another block lies within this one.
   *
   * @param other the other block
   * @return true if every address of it is in this block
   */
  public boolean contains(Cidr other) {
    return bits == other.bits
        && prefix <= other.prefix
        && address.shiftRight(bits - prefix).equals(other.address.shiftRight(bits - prefix));
  }

  /**
   * Tells whether two blocks share an address.
   *
   * @param other the other block
   * @return true if one holds the other
   */
  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  /**
   * Takes a block out of this one.
   *
   * @param other what to take out
   * @return the fewest blocks that hold the rest, in the order of their addresses
   */
  public List<Cidr> subtract(Cidr other) {
    if (!overlaps(other)) {
      return List.of(this);
    }
    List<Cidr> below = new ArrayList<>();
    List<Cidr> above = new ArrayList<>();
    Cidr around = this;
    while (around.prefix < other.prefix) {
      Cidr low = around.half(false);
      Cidr high = around.half(true);
      boolean isLow = low.contains(other);
      (isLow ? above : below).add(isLow ? high : low);
      around = isLow ? low : high;
    }
    for (int i = above.size() - 1; i >= 0; i--) {
      below.add(above.get(i));
    }
    return List.copyOf(below);
  }

  private Cidr half(boolean upper) {
    int length = prefix + 1;
    return new Cidr(upper ? address.setBit(bits - length) : address, length, bits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cidr that
        && address.equals(that.address)
        && prefix == that.prefix
        && bits == that.bits;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * address.hashCode() + prefix) + bits;
  }

  /** Returns the block; IPv6 in full groups, without leading zeros. */
  @Override
  @JsonValue
  public String toString() {
    List<String> groups = new ArrayList<>();
    int width = bits == 32 ? 8 : 16;
    BigInteger mask = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
    for (int shift = bits - width; shift >= 0; shift -= width) {
      groups.add(address.shiftRight(shift).and(mask).toString(bits == 32 ? 10 : 16));
    }
    return String.join(bits == 32 ? "." : ":", groups) + "/" + prefix;
  }
}
