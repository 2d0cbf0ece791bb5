/** What a file system's get_unmapped_area does (kernel-facts 2.8, 2.9, 2.10). */
export type FileHook = 'none' | 'thp' | 'shmem' | 'hugetlb';

const HOOKS: Readonly<Record<string, FileHook>> = {
  ext4: 'thp',
  xfs: 'thp',
  btrfs: 'thp',
  fuse: 'thp',
  fuseblk: 'thp',
  bcachefs: 'thp',
  f2fs: 'thp',
  tmpfs: 'shmem',
  hugetlbfs: 'hugetlb',
  ext2: 'thp',
  ext3: 'thp',
  ramfs: 'none',
  rootfs: 'none',
  overlay: 'none',
  overlayfs: 'none',
  '9p': 'none',
  nfs: 'none',
  nfs4: 'none',
  proc: 'none',
  sysfs: 'none',
  devtmpfs: 'none',
  squashfs: 'none',
  vfat: 'none',
};

/** The file systems that the lab knows. */
export const FILE_SYSTEMS: readonly string[] = Object.keys(HOOKS);

/** The hook of a file system; `none` for one that the lab does not know. */
export function fileHook(fs: string): FileHook {
  return HOOKS[fs] ?? 'none';
}
