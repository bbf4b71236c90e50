package io.kubernaut.metrics.store.engine;

/** A piece cannot be decoded; it is left out from now on. */
final class DamagedPieceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Piece piece;
  private final boolean news;

  DamagedPieceException(Piece piece, boolean news, Throwable cause) {
    super(cause.getMessage(), cause);
    this.piece = piece;
    this.news = news;
  }

  Piece piece() {
    return piece;
  }

  /** Tells whether this was not known before. */
  boolean isNews() {
    return news;
  }
}
