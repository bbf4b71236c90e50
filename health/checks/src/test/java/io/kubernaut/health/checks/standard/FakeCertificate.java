package io.kubernaut.health.checks.standard;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** A certificate of which only the dates and the subject matter. */
@SuppressWarnings({
  "deprecation",
  "serial"
}) // the class it extends has old methods; it is never serialised
final class FakeCertificate extends X509Certificate {

  private static final long serialVersionUID = 1L;

  private final Instant begin;
  private final Instant end;

  FakeCertificate(Instant begin, Instant end) {
    this.begin = begin;
    this.end = end;
  }

  @Override
  public Date getNotBefore() {
    return Date.from(begin);
  }

  @Override
  public Date getNotAfter() {
    return Date.from(end);
  }

  @Override
  public X500Principal getSubjectX500Principal() {
    return new X500Principal("CN=shop");
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("not looked at");
  }

  @Override
  public void checkValidity() {
    throw unused();
  }

  @Override
  public void checkValidity(Date date) {
    throw unused();
  }

  @Override
  public int getVersion() {
    throw unused();
  }

  @Override
  public BigInteger getSerialNumber() {
    throw unused();
  }

  @Override
  public Principal getIssuerDN() {
    throw unused();
  }

  @Override
  public Principal getSubjectDN() {
    throw unused();
  }

  @Override
  public byte[] getTBSCertificate() {
    throw unused();
  }

  @Override
  public byte[] getSignature() {
    throw unused();
  }

  @Override
  public String getSigAlgName() {
    throw unused();
  }

  @Override
  public String getSigAlgOID() {
    throw unused();
  }

  @Override
  public byte[] getSigAlgParams() {
    throw unused();
  }

  @Override
  public boolean[] getIssuerUniqueID() {
    throw unused();
  }

  @Override
  public boolean[] getSubjectUniqueID() {
    throw unused();
  }

  @Override
  public boolean[] getKeyUsage() {
    throw unused();
  }

  @Override
  public int getBasicConstraints() {
    throw unused();
  }

  @Override
  public byte[] getEncoded() {
    throw unused();
  }

  @Override
  public void verify(PublicKey key) {
    throw unused();
  }

  @Override
  public void verify(PublicKey key, String provider) {
    throw unused();
  }

  @Override
  public String toString() {
    return "certificate until " + end;
  }

  @Override
  public PublicKey getPublicKey() {
    throw unused();
  }

  @Override
  public boolean hasUnsupportedCriticalExtension() {
    throw unused();
  }

  @Override
  public Set<String> getCriticalExtensionOIDs() {
    throw unused();
  }

  @Override
  public Set<String> getNonCriticalExtensionOIDs() {
    throw unused();
  }

  @Override
  public byte[] getExtensionValue(String oid) {
    throw unused();
  }

  @Override
  public int hashCode() {
    return end.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }
}
