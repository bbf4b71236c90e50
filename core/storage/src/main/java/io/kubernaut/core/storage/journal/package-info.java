/**
 * The journal under everything durable: {@link io.kubernaut.core.storage.journal.Journal} keeps
 * records in order, says when they are safe, and finds out what is damaged.
 */
package io.kubernaut.core.storage.journal;
