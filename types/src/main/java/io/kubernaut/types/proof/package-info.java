/**
 * Proofs that nothing was changed: seals over single documents, and the Merkle trees of RFC 6962
 * and RFC 9162 over logs that are only added to.
 *
 * <pre>{@code
 * Seal seal = Seal.hmac(key);
 * byte[] kept = seal.close(Codecs.json(Decision.class), decision);
 * seal.open(Codecs.json(Decision.class), kept);             // or InvalidDocumentException
 *
 * byte[] leaf = MerkleProofs.leafHash(entry);
 * MerkleProofs.isIncluded(leaf, index, size, path, root);
 * MerkleProofs.isConsistent(olderSize, olderRoot, size, root, path);
 * }</pre>
 */
package io.kubernaut.types.proof;
