/** What a file system's files do in get_unmapped_area, and which settings mean something on it. */
export interface FileSystem {
  readonly hook: 'none' | 'thp' | 'shmem' | 'hugetlb';
  readonly dax: boolean;
}

const thp: FileSystem = { hook: 'thp', dax: false };
const plain: FileSystem = { hook: 'none', dax: false };

/** File systems by name (kernel-facts 2.8 to 2.10: who sets `.get_unmapped_area`). */
export const FILE_SYSTEMS: Readonly<Record<string, FileSystem>> = {
  ext4: { hook: 'thp', dax: true },
  xfs: { hook: 'thp', dax: true },
  btrfs: thp,
  fuse: { hook: 'thp', dax: true },
  f2fs: thp,
  bcachefs: thp,
  tmpfs: { hook: 'shmem', dax: false },
  hugetlbfs: { hook: 'hugetlb', dax: false },
  ramfs: plain,
  overlayfs: plain,
  '9p': plain,
  nfs: plain,
  proc: plain,
};
