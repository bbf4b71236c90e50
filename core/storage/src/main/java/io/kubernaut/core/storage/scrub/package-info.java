/**
 * Reads in the background what nobody reads, so that damage is found while it can be mended: {@link
 * io.kubernaut.core.storage.scrub.Scrub}.
 */
package io.kubernaut.core.storage.scrub;
