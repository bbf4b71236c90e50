/**
 * The memory under the meters: cells that one thread writes and any thread reads. Not exported.
 *
 * <p>A meter starts with one shared atomic word. When its rate shows that it is hot, every thread
 * that writes it gets a cell of its own, which it alone writes with plain loads and opaque stores:
 * no lock-prefixed instruction, no fence, no shared cache line. Readers add the cells up. A cell is
 * found by thread id in a table of the meter's own and is recognised by the identity of its owner,
 * so a poor hash costs time and never an update. Threads that died are folded into the shared word
 * by the reader, who is the only one to remove a cell.
 */
package io.kubernaut.metrics.registry.cells;
