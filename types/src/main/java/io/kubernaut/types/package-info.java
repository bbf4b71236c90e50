/** The shared vocabulary of every room and every service. */
package io.kubernaut.types;
