/** "a•••@posta.example": enough for its owner to recognise it, too little for anybody else to learn it. */
export function masked(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '•••' : `${address.slice(0, 1)}•••${address.slice(at)}`;
}
