package io.kubernaut.core.storage;

/**
 * One file or folder in a folder.
 *
 * @param name its name within the folder
 * @param isFolder whether it is a folder
 * @param size bytes; zero for a folder
 */
public record StorageEntry(String name, boolean isFolder, long size) {}
