"""Whether a folder is on a network drive or is synchronised, where WAL corrupts databases."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

_NETWORK_TYPES: Final = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "drvfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.google-drive-ocamlfuse",
        "fuse.gvfsd-fuse",
        "fuse.onedriver",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "prl_fs",
        "smb3",
        "smbfs",
        "vboxsf",
    }
)
_SYNC_FOLDERS: Final = (
    "box sync",
    "cloudstorage",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",
    "nextcloud",
    "onedrive",
    "owncloud",
    "seafile",
    "syncthing",
)
_MOUNTS: Final = Path("/proc/mounts")
_DRIVE_REMOTE: Final = 4


def is_shared_place(path: Path, mounts: Path = _MOUNTS) -> bool:
    """Tell whether a file lies on a network drive or in a synchronised folder.

    Args:
        path: the file; it need not exist yet.
        mounts: the kernel's table of mounts, in the form of Linux.
    """
    if any(part.lower().startswith(_SYNC_FOLDERS) for part in path.parts):
        return True
    if sys.platform == "win32":
        return _is_remote_drive(path)
    return _mount_type(path, mounts) in _NETWORK_TYPES


def _mount_type(path: Path, mounts: Path) -> str:
    """Return the file system type of the mount a path lies on, or an empty string."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    for line in lines:
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        if path.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def _is_remote_drive(path: Path) -> bool:
    """Tell whether a Windows path is a network share or a mapped drive."""
    if path.drive.startswith("\\\\"):
        return True
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE
    return False
