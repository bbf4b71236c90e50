package io.kubernaut.types.proof;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;

/**
 * Verifies the two proofs of a Merkle tree log (RFC 9162, sections 2.1.3.2 and 2.1.4.2), with
 * SHA-256.
 *
 * <p>Both walk from a leaf up to the root, and two bit strings say at each step on which side the
 * next hash of the path stands: the place of the leaf, and the place of the last leaf. A proof that
 * is too short, too long, or has a hash of another length is no proof.
 */
public final class MerkleProofs {

  private static final int HASH_LENGTH = 32;

  private MerkleProofs() {}

  /**
   * Returns the hash of an entry, which no inner node can have.
   *
   * @param entry the entry's bytes
   * @return SHA-256 of a zero byte and the entry
   */
  public static byte[] leafHash(byte[] entry) {
    MessageDigest digest = sha256();
    digest.update((byte) 0);
    return digest.digest(entry);
  }

  private static byte[] nodeHash(byte[] left, byte[] right) {
    MessageDigest digest = sha256();
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  /**
   * Tells whether an entry is in a log.
   *
   * @param leaf the entry's leaf hash
   * @param index the entry's place, from 0
   * @param size how many entries the log has
   * @param path the hashes beside the way up
   * @param root the log's root
   * @return whether the path proves it
   */
  public static boolean isIncluded(
      byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
    if (index < 0 || index >= size || leaf.length != HASH_LENGTH || !areHashes(path)) {
      return false;
    }
    long place = index;
    long last = size - 1;
    byte[] hash = leaf;
    for (byte[] beside : path) {
      if (last == 0) {
        return false;
      }
      if ((place & 1) == 1 || place == last) {
        hash = nodeHash(beside, hash);
        while ((place & 1) == 0 && place != 0) {
          place >>= 1;
          last >>= 1;
        }
      } else {
        hash = nodeHash(hash, beside);
      }
      place >>= 1;
      last >>= 1;
    }
    return last == 0 && MessageDigest.isEqual(hash, root);
  }

  /**
   * Tells whether a log has only been added to.
   *
   * @param olderSize how many entries it had; 1 or more
   * @param olderRoot its root then
   * @param size how many it has
   * @param root its root
   * @param path the hashes between the two
   * @return whether the path proves it
   */
  public static boolean isConsistent(
      long olderSize, byte[] olderRoot, long size, byte[] root, List<byte[]> path) {
    if (olderSize < 1 || olderSize > size || !areHashes(path)) {
      return false;
    }
    if (olderSize == size) {
      return path.isEmpty() && MessageDigest.isEqual(olderRoot, root);
    }
    boolean isWholeTree = (olderSize & (olderSize - 1)) == 0;
    if (path.isEmpty()) {
      return false;
    }
    long place = olderSize - 1;
    long last = size - 1;
    while ((place & 1) == 1) {
      place >>= 1;
      last >>= 1;
    }
    byte[] older = isWholeTree ? olderRoot : path.get(0);
    byte[] newer = older;
    for (byte[] beside : path.subList(isWholeTree ? 0 : 1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((place & 1) == 1 || place == last) {
        older = nodeHash(beside, older);
        newer = nodeHash(beside, newer);
        while ((place & 1) == 0 && place != 0) {
          place >>= 1;
          last >>= 1;
        }
      } else {
        newer = nodeHash(newer, beside);
      }
      place >>= 1;
      last >>= 1;
    }
    return last == 0
        && MessageDigest.isEqual(older, olderRoot)
        && MessageDigest.isEqual(newer, root);
  }

  private static boolean areHashes(List<byte[]> path) {
    return path.stream().allMatch(hash -> hash.length == HASH_LENGTH);
  }
}
